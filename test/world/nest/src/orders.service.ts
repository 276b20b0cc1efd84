import { Injectable } from "@nestjs/common";
import { createEnkashClient } from "enkash-contract";

@Injectable()
export class OrdersService {
  private readonly enkash = createEnkashClient({
    baseUrl: process.env.ENKASH_URL,
    credentials: {
      merchantAccessKey: process.env.ENKASH_ACCESS_KEY,
      paymentGatewayToken: process.env.ENKASH_TOKEN,
    },
  });

  async create(orderId: string, rupees: number): Promise<string | undefined> {
    const { payload } = await this.enkash.createOrder({
      orderId,
      amount: { value: rupees, currency: "INR" },
      paymentDetail: {},
    });
    return payload.orderId;
  }
}
