import { Injectable } from "@nestjs/common";
import { createEnkashClient } from "enkash-contract";

export interface NewOrder {
  orderId: string;
  rupees: number;
  returnUrl: string | undefined;
  email: string | undefined;
}

@Injectable()
export class OrdersService {
  private readonly enkash = createEnkashClient({
    baseUrl: process.env.ENKASH_URL,
    credentials: {
      merchantAccessKey: process.env.ENKASH_ACCESS_KEY,
      paymentGatewayToken: process.env.ENKASH_TOKEN,
      rewardsToken: process.env.ENKASH_REWARDS_TOKEN,
    },
  });

  /** Creates an order. What the shop does not know stays undefined, and is not sent. */
  async create({ orderId, rupees, returnUrl, email }: NewOrder): Promise<string | undefined> {
    const { payload } = await this.enkash.createOrder({
      orderId,
      amount: { value: rupees, currency: "INR" },
      returnUrl,
      customerInfo: { email },
      paymentDetail: {},
    });
    return payload.orderId;
  }

  /** Returns whether an order is paid. EnKash may add states: `default` has to be there. */
  async isPaid(orderId: string): Promise<boolean> {
    const { payload } = await this.enkash.fetchOrderInfo({ orderId });
    switch (payload.paymentStatus) {
      case "SUCCESS":
        return true;
      default:
        return false;
    }
  }
}
