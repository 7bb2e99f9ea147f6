package dev.interlock.canary.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import dev.interlock.canary.Expectation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Request to {@link VerdictServer}.
 *
 * @param window name of the step, or null for the current one
 */
record VerdictRequest(Expectation expectation, @Nullable String window) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final String WINDOW = "window=";
    private static final String TIP = ". Tip: use up to 100 letters, digits, dots, underscores and hyphens";
    /** The web hook of Flagger has less than 1,000 bytes. */
    private static final int LONGEST_BODY = 1 << 16;

    /**
     * Reads the query, and the body of a web hook.
     *
     * @throws IllegalArgumentException if one of them is wrong
     */
    static VerdictRequest of(HttpExchange exchange) throws IOException {
        List<String> rest = new ArrayList<>();
        String window = null;
        String query = exchange.getRequestURI().getRawQuery();
        for (String part : query == null ? new String[0] : query.split("&", -1)) {
            if (window == null && part.startsWith(WINDOW)) {
                window = name("The window", part.substring(WINDOW.length()));
            } else {
                rest.add(part);
            }
        }
        return new VerdictRequest(
                Expectation.ofQuery(String.join("&", rest)), window == null ? checksum(exchange) : window);
    }

    private static String name(String what, String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(what + " has no valid name" + TIP);
        }
        return text;
    }

    /** Returns the checksum in a web hook of Flagger, which differs from roll-out to roll-out; or null without one. */
    private static @Nullable String checksum(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            return null;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new IllegalArgumentException("The body has more than " + LONGEST_BODY + " bytes");
        }
        try (JsonParser json = JSON.createParser(body)) {
            return checksum(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is no JSON. Tip: send the web hook of Flagger, or no body", e);
        }
    }

    private static @Nullable String checksum(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        String found = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isChecksum = json.currentName().equals("checksum");
            if (json.nextToken() == JsonToken.VALUE_STRING && isChecksum) {
                found = name("The checksum", json.getText());
            } else {
                json.skipChildren();
            }
        }
        return found;
    }
}
