package dev.interlock.replay.compare;

import dev.interlock.replay.body.ContentCoding;
import dev.interlock.replay.load.Outcome;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.Field;
import dev.interlock.replay.traffic.RecordedResponse;

/** A difference in full, as texts. */
public record Example(
        String request, String recorded, String oldResponse, String newResponse, String oldValue, String newValue) {
    private static final int MOST = 2000;

    static Example of(Exchange exchange, Outcome before, Outcome after, Difference difference) {
        RecordedResponse response = exchange.response();
        String recorded = response == null
                ? "(not recorded)"
                : ResponseComparison.text(
                        response.status(),
                        response.fields(),
                        cut(ContentCoding.decode(
                                response.body().content(), Field.first(response.fields(), "content-encoding"), MOST)),
                        response.body().length());
        return new Example(
                cut(exchange.request().method() + " " + exchange.request().target()),
                cut(recorded),
                cut(ResponseComparison.describe(before.response(), before.detail(), MOST)),
                cut(ResponseComparison.describe(after.response(), after.detail(), MOST)),
                difference.left(),
                difference.right());
    }

    private static byte[] cut(byte[] bytes) {
        return bytes.length <= MOST ? bytes : java.util.Arrays.copyOf(bytes, MOST);
    }

    private static String cut(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST) + "...";
    }
}
