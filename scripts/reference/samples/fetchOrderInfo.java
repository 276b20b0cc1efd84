// Java 17 with Gson: java -cp gson.jar fetchOrderInfo.java
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

class FetchOrderInfo {
  public static void main(String[] arguments) throws Exception {
    String body = """
        {
          "orderId": "OR000000000001"
        }
        """;
    // The mock: npx enkash-contract mock.
    String url = environment("ENKASH_URL", "http://127.0.0.1:4010") + "/api/v0/order/orderDetails";
    HttpRequest request = HttpRequest.newBuilder(URI.create(url))
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + environment("REWARDS_TOKEN", "dummy"))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
    HttpClient client = HttpClient.newBuilder()
        .connectTimeout(Duration.ofSeconds(5))
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
    // ConnectException: nothing was sent. After any other the call may have been carried out.
    var reply = client.send(request, BodyHandlers.ofString());

    JsonObject response = JsonParser.parseString(reply.body()).getAsJsonObject();
    JsonElement code = response.get("response_code");
    // HTTP 200 alone does not mean success.
    if (reply.statusCode() != 200 || !new JsonPrimitive("0").equals(code)) {
      System.err.println("Refused: HTTP " + reply.statusCode() + ", response_code " + code);
      System.exit(1);
    }
    // The PINs of the vouchers are money: do not log them.
    JsonObject info = response.getAsJsonObject("paylod");
    int vouchers = info.getAsJsonArray("voucherDetailsList").size();
    System.out.println(info.get("orderStatus").getAsString() + " " + vouchers + " vouchers");
  }

  static String environment(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }
}
