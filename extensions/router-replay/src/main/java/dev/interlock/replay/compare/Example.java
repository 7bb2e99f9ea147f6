package dev.interlock.replay.compare;

import dev.interlock.replay.body.ContentCoding;
import dev.interlock.replay.load.Outcome;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.Field;
import dev.interlock.replay.traffic.RecordedResponse;
import java.util.Arrays;

/** A request with all its responses, as text, that shows a difference. */
public record Example(
        String request, String recorded, String oldResponse, String newResponse, String oldValue, String newValue) {
    /** Maximum length of each text in characters. */
    private static final int MAX_LENGTH = 2000;

    static Example of(Exchange exchange, Outcome before, Outcome after, Difference difference) {
        RecordedResponse response = exchange.response();
        String recorded = response == null
                ? "(not recorded)"
                : ResponseComparison.text(
                        response.status(),
                        response.fields(),
                        cut(ContentCoding.decode(
                                response.body().content(),
                                Field.first(response.fields(), "content-encoding"),
                                MAX_LENGTH)),
                        response.body().length());
        return new Example(
                cut(exchange.request().method() + " " + exchange.request().target()),
                cut(recorded),
                cut(ResponseComparison.describe(before.response(), before.detail(), MAX_LENGTH)),
                cut(ResponseComparison.describe(after.response(), after.detail(), MAX_LENGTH)),
                difference.left(),
                difference.right());
    }

    private static byte[] cut(byte[] bytes) {
        return bytes.length <= MAX_LENGTH ? bytes : Arrays.copyOf(bytes, MAX_LENGTH);
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
