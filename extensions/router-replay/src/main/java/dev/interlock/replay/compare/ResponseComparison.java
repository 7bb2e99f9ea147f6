package dev.interlock.replay.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.replay.body.BodyTree;
import dev.interlock.replay.load.Failure;
import dev.interlock.replay.load.Outcome;
import dev.interlock.replay.rewrite.IdRules;
import dev.interlock.replay.rewrite.LearnedValues;
import dev.interlock.replay.rewrite.ReceivedResponse;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the responses of two targets to one request. */
public final class ResponseComparison {
    /** Limit on differences between two responses. */
    private static final int MAX_DIFFERENCES = 50;

    private static final int CONTEXT = 40;

    private final BodyTree bodies;
    private final Set<String> ignoredFields;
    private final int mostBody;
    private final Equivalence equivalence;

    /** @param mostBody number of bytes to compare of a decoded body */
    public ResponseComparison(
            BodyTree bodies,
            IdRules ids,
            Set<String> ignoredFields,
            int mostBody,
            LearnedValues left,
            LearnedValues right) {
        this.bodies = bodies;
        this.ignoredFields = Set.copyOf(ignoredFields);
        this.mostBody = mostBody;
        equivalence = new Equivalence(ids, left, right);
    }

    /** Whether two outcomes are comparable: both requests were sent, and at least one has a response. */
    public static boolean isComparable(Outcome left, Outcome right) {
        return left.failure() != Failure.HOOK
                && right.failure() != Failure.HOOK
                && (left.response() != null || right.response() != null);
    }

    /** Returns the differences. Each pair of kind and path occurs once. */
    public List<Difference> compare(Exchange exchange, Outcome left, Outcome right) {
        ReceivedResponse before = left.response();
        ReceivedResponse after = right.response();
        if (before == null || after == null) {
            return List.of(Difference.of(
                    Difference.Kind.FAILURE, state(left) + " -> " + state(right), text(left), text(right)));
        }
        List<Difference> found = new ArrayList<>();
        if (before.status() != after.status()) {
            // With another status, everything else differs, too. Listing that would hide the cause.
            String path = before.status() + " -> " + after.status();
            return List.of(Difference.of(
                    Difference.Kind.STATUS, path, Integer.toString(before.status()), Integer.toString(after.status())));
        }
        new FieldComparison(ignoredFields, equivalence, found).compare(before.fields(), after.fields());
        if (!isStream(before)) {
            compareBodies(exchange, before, after, found);
        }
        Map<String, Difference> first = new LinkedHashMap<>();
        found.forEach(each -> first.putIfAbsent(each.kind() + " " + each.path(), each));
        return List.copyOf(first.values());
    }

    private static String state(Outcome outcome) {
        return outcome.failure() == null ? "response" : outcome.failure().text();
    }

    private static String text(Outcome outcome) {
        ReceivedResponse response = outcome.response();
        return response == null ? outcome.detail() : Integer.toString(response.status());
    }

    private static boolean isStream(ReceivedResponse response) {
        String type = Field.first(response.fields(), "content-type");
        return type != null && type.startsWith("text/event-stream");
    }

    private void compareBodies(
            Exchange exchange, ReceivedResponse left, ReceivedResponse right, List<Difference> into) {
        byte[] before = left.content(mostBody);
        byte[] after = right.content(mostBody);
        boolean isWhole = left.isComplete() && right.isComplete();
        if (Arrays.equals(before, after) && (isWhole || left.length() == right.length())) {
            return;
        }
        JsonNode old = isWhole ? bodies.read(exchange.route(), false, left.fields(), before) : null;
        JsonNode now = isWhole ? bodies.read(exchange.route(), false, right.fields(), after) : null;
        if (old != null && now != null) {
            String thing = IdRules.thing(exchange.request().target());
            new TreeComparison(equivalence, into, MAX_DIFFERENCES).compare(old, now, "$", "", thing);
        } else {
            into.add(bytesDiffer(before, after));
        }
    }

    private static Difference bytesDiffer(byte[] before, byte[] after) {
        int at = Arrays.mismatch(before, after);
        return Difference.of(Difference.Kind.BODY, "$ (bytes)", around(before, at), around(after, at));
    }

    private static String around(byte[] bytes, int at) {
        if (at < 0) {
            return bytes.length + " bytes";
        }
        int from = Math.max(0, at - CONTEXT);
        int length = Math.max(0, Math.min(bytes.length - from, 2 * CONTEXT));
        return bytes.length + " bytes, at byte " + at + ": "
                + new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    /** Returns a response as text for an example, or {@code otherwise} without a response. */
    public static String describe(@Nullable ReceivedResponse response, String otherwise, int most) {
        return response == null
                ? otherwise
                : text(response.status(), response.fields(), response.content(most), response.length());
    }

    /** Returns a response as text, with the first bytes of its body. */
    public static String text(int status, List<Field> fields, byte[] body, long length) {
        StringBuilder text = new StringBuilder().append(status).append('\n');
        for (Field field : fields) {
            text.append(field.name()).append(": ").append(field.value()).append('\n');
        }
        text.append('\n').append(new String(body, StandardCharsets.UTF_8));
        return body.length < length
                ? text.append("\n(").append(length).append(" bytes in total)").toString()
                : text.toString();
    }
}
