package dev.interlock.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.observe.AdminPage;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verdict page on the admin port: JSON, or text for {@code Accept: text/plain}. With {@code ?expect=promote}, {@code
 * ?expect=roll-back} or {@code ?expect=not-roll-back}, the status is 200 for the expected verdict, and 409 for any
 * other. Safe for use by several threads.
 */
final class CanaryPage implements AdminPage {
    private final Supplier<Verdict> verdicts;

    CanaryPage(Supplier<Verdict> verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public void write(Request request, Response response) {
        String query = request.queryString().toString();
        Expectation expectation;
        try {
            expectation = Expectation.ofQuery(query);
        } catch (IllegalArgumentException e) {
            write(response.status(Expectation.BAD_REQUEST), "text/plain;charset=utf-8", e.getMessage() + "\n");
            return;
        }
        Verdict verdict = verdicts.get();
        response.status(expectation.status(verdict.decision()));
        if (acceptsText(request.header("accept"))) {
            write(response, "text/plain;charset=utf-8", verdict.toText());
        } else {
            write(response, "application/json", verdict.toJson());
        }
    }

    private static void write(Response response, String type, String text) {
        response.contentType(type).body().append(text.getBytes(UTF_8));
    }

    private static boolean acceptsText(@Nullable String accept) {
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/plain");
    }
}
