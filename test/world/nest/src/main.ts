import "reflect-metadata";
import { Body, Controller, Get, Module, Param, Post } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { EnkashFilter } from "./enkash.filter.js";
import { type NewOrder, OrdersService } from "./orders.service.js";

@Controller("orders")
class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  @Post()
  async create(@Body() order: NewOrder) {
    return { orderId: await this.orders.create(order) };
  }

  @Get(":orderId/paid")
  async isPaid(@Param("orderId") orderId: string) {
    return { paid: await this.orders.isPaid(orderId) };
  }
}

@Module({ controllers: [OrdersController], providers: [OrdersService] })
class AppModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule);
  app.useGlobalFilters(new EnkashFilter());
  app.enableShutdownHooks();
  await app.listen(0, "127.0.0.1");
  console.log(`Ready at ${await app.getUrl()}`);
}

void main();
