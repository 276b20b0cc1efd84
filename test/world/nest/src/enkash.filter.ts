import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from "@nestjs/common";
import { EnkashError } from "enkash-contract";

/** Responds to a failed call with what the shop needs to decide on a retry. */
@Catch(EnkashError)
export class EnkashFilter implements ExceptionFilter<EnkashError> {
  private readonly logger = new Logger("enkash");

  catch(error: EnkashError, host: ArgumentsHost): void {
    this.logger.error(error.message, error.stack);
    const response = host.switchToHttp().getResponse();
    response.status(502).json({ kind: error.kind, sent: error.sent });
  }
}
