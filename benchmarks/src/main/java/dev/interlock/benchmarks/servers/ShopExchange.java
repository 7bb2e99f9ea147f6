package dev.interlock.benchmarks.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.TextFormat;
import dev.interlock.benchmarks.load.Exchange;
import dev.interlock.peers.messages.NewOrder;
import dev.interlock.peers.messages.Receipt;
import java.util.stream.LongStream;

/** Creates the requests to the shop, with the responses that a server must give. */
final class ShopExchange {
    private static final String TEXT = "text/plain;charset=utf-8";
    private static final byte[] NONE = {};

    /** An order of about 300 bytes. */
    private static final NewOrder ORDER = order("""
            user_id: 4711 currency: "CHF" note: "Please leave it with the neighbours on the second floor."
            address {
              name: "Ada Lovelace" street: "St. James's Square 12" city: "London" postcode: "SW1Y 4JH" country: "GB"
            }
            lines { product_id: 80211 title: "Enamel mug, blue" quantity: 3 price: 2490 }
            lines { product_id: 80212 title: "Espresso machine, two groups" quantity: 1 price: 129900 }
            lines { product_id: 80213 title: "Paper filter, size 4" quantity: 12 price: 15 }
            lines { product_id: 80214 title: "Beans of the month, 1 kg" quantity: 2 price: 7995 }
            """);

    private ShopExchange() {}

    private static NewOrder order(String text) {
        try {
            return TextFormat.parse(text, NewOrder.class);
        } catch (TextFormat.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Creates a request for a route.
     *
     * @param values values of the route's parameters
     */
    static Exchange of(Route route, long... values) {
        long sum = LongStream.of(values).sum();
        byte[] body = route.kind() == Route.Kind.ORDER ? ORDER.toByteArray() : NONE;
        return switch (route.kind()) {
            case TEXT -> of(route, values, body, 200, TEXT, route.text().getBytes(UTF_8));
            case NUMBER -> of(route, values, body, 200, TEXT, number(sum + route.number()));
            case RECEIPT -> of(route, values, body, 200, Exchange.PROTOBUF, receipt(sum, route.number()));
            case ORDER -> of(route, values, body, 201, Exchange.PROTOBUF, receiptOfOrder(sum, route.number()));
            case NOTHING -> of(route, values, body, 204, "", NONE);
        };
    }

    private static Exchange of(Route route, long[] values, byte[] body, int status, String type, byte[] response) {
        return new Exchange(route.method(), route.target(values), body, status, type, response);
    }

    private static byte[] number(long number) {
        return Long.toString(number).getBytes(US_ASCII);
    }

    private static byte[] receipt(long id, long total) {
        return Receipt.newBuilder()
                .setId(id)
                .setTotal(total)
                .setCurrency("EUR")
                .build()
                .toByteArray();
    }

    private static byte[] receiptOfOrder(long id, int route) {
        long price = ORDER.getLinesList().stream()
                .mapToLong(line -> line.getPrice() * line.getQuantity())
                .sum();
        return Receipt.newBuilder()
                .setId(id)
                .setUserId(ORDER.getUserId())
                .setLines(ORDER.getLinesCount())
                .setTotal(route + price)
                .setCurrency(ORDER.getCurrency())
                .build()
                .toByteArray();
    }
}
