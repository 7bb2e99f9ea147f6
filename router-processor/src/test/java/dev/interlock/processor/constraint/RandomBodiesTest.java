package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Tests random bodies with missing and invalid members. With both JSON libraries, the violations must be the same as in
 * a simple model.
 */
class RandomBodiesTest {
    private static final int BODIES = 400;
    private static final int MOST_LISTED = 100;

    private static final String API = """
            package shop;

            @dev.interlock.annotation.HttpApp(controllers = Nodes.class)
            public final class Api {}
            """;

    private static final String NODES = """
            package shop;

            import dev.interlock.annotation.*;
            import io.avaje.jsonb.Json;
            import jakarta.validation.Valid;
            import jakarta.validation.constraints.*;
            import java.util.*;
            import org.jspecify.annotations.Nullable;

            @Controller("/")
            public final class Nodes {
              @Json
              record Node(
                  @Positive int number,
                  @NotBlank(message = "must have a text") @Size(max = 2) String text,
                  @Nullable @Size(max = 2) String note,
                  List<@Valid Node> children,
                  Map<String, @Valid Node> named) {
                @AssertTrue(message = "must be small") boolean isSmall() { return number < 9 || text.isEmpty(); }
              }

              @Post String node(@Body Node node) { return "ok"; }
            }
            """;

    private final Random random = new Random(20261127);

    /**
     * A random body with its expected violations: missing members in the order of the text, and violated constraints.
     */
    private final class Body {
        final StringBuilder text = new StringBuilder();
        final List<String> missing = new ArrayList<>();
        final List<String> broken = new ArrayList<>();
        /**
         * Expected violations of constraints on methods. {@link #places} has, for each of them, the number of other
         * violations before it.
         */
        final List<String> ofMethods = new ArrayList<>();

        final List<Integer> places = new ArrayList<>();

        /**
         * Appends an object.
         *
         * @param wrong on average, one of this many required members is absent, and one of this many is null
         */
        void node(String pointer, int depth, int wrong) {
            text.append('{');
            List<String> absent = new ArrayList<>();
            Integer number = member(pointer, "number", wrong, absent) ? random.nextInt(wrong > 5 ? 9 : 12) - 1 : null;
            if (number != null) {
                text.append(number);
                add(number <= 0, pointer + "/number", "must be greater than 0");
            }
            boolean hasText = member(pointer, "text", "must have a text", wrong, absent);
            String chosen = hasText ? List.of("a", "bc", "d", " ", "efg").get(random.nextInt(wrong > 5 ? 3 : 5)) : "";
            if (hasText) {
                text.append('"').append(chosen).append('"');
                add(chosen.isBlank(), pointer + "/text", "must have a text");
                add(chosen.length() > 2, pointer + "/text", "must have at most 2 characters");
            }
            if (random.nextBoolean()) {
                boolean isLong = random.nextInt(wrong) == 0;
                text.append(comma()).append("\"note\":").append(isLong ? "\"xyz\"" : "null");
                add(isLong, pointer + "/note", "must have at most 2 characters");
            }
            if (member(pointer, "children", wrong, absent)) {
                text.append('[');
                int count = depth == 0 ? 0 : random.nextInt(3);
                for (int i = 0; i < count; i++) {
                    text.append(i == 0 ? "" : ",");
                    node(pointer + "/children/" + i, depth - 1, wrong);
                }
                text.append(']');
            }
            if (member(pointer, "named", wrong, absent)) {
                text.append('{');
                if (depth > 0 && random.nextBoolean()) {
                    text.append("\"a/b\":");
                    node(pointer + "/named/a~1b", depth - 1, wrong);
                }
                text.append('}');
            }
            text.append('}');
            missing.addAll(absent);
            if (number != null && number >= 9) {
                ofMethods.add(error(pointer, "must be small"));
                places.add(broken.size());
            }
        }

        private boolean member(String pointer, String name, int wrong, List<String> absent) {
            return member(pointer, name, "", wrong, absent);
        }

        /** Begins a member and returns true, or makes the member missing and returns false. */
        private boolean member(String pointer, String name, String ownDetail, int wrong, List<String> absent) {
            int choice = random.nextInt(wrong);
            if (choice == 0) {
                absent.add(error(pointer + "/" + name, ownDetail.isEmpty() ? "must be given" : ownDetail));
                return false;
            }
            text.append(comma()).append('"').append(name).append("\":");
            if (choice == 1) {
                text.append("null");
                missing.add(error(pointer + "/" + name, ownDetail.isEmpty() ? "must not be null" : ownDetail));
            }
            return choice > 1;
        }

        private String comma() {
            return text.charAt(text.length() - 1) == '{' ? "" : ",";
        }

        private void add(boolean isBroken, String pointer, String detail) {
            if (isBroken) {
                broken.add(error(pointer, detail));
            }
        }

        private String error(String pointer, String detail) {
            return "{\"pointer\":\"%s\",\"detail\":\"%s\"}".formatted(pointer, detail);
        }

        List<String> errors() {
            List<String> errors = new ArrayList<>(missing);
            errors.addAll(broken);
            if (missing.isEmpty()) {
                for (int i = ofMethods.size() - 1; i >= 0; i--) {
                    errors.add(places.get(i), ofMethods.get(i));
                }
            }
            return errors;
        }
    }

    @Test
    void librariesListSameViolations() throws Exception {
        RunningApp jsonb = RunningApp.withJson(API, NODES);
        Compilation compilation = Compilation.with(new RouterProcessor())
                .hide("io.avaje")
                .compile(
                        Source.of(API),
                        Source.of(
                                NODES.replace("import io.avaje.jsonb.Json;", "").replaceAll("@Json\\s", "")));
        RunningApp jackson = RunningApp.load(compilation);
        int valid = 0;
        for (int i = 0; i < BODIES; i++) {
            Body body = new Body();
            body.node("", random.nextInt(4), i % 2 == 0 ? 5 : 40);
            List<String> errors = body.errors();
            valid += errors.isEmpty() ? 1 : 0;
            assertResponse(jsonb, body.text.toString(), errors);
            assertResponse(jackson, body.text.toString(), errors);
        }
        assertWithMessage("valid bodies").that(valid).isAtLeast(BODIES / 20);
    }

    private static void assertResponse(RunningApp app, String body, List<String> errors) throws Exception {
        ReceivedResponse response = app.send("POST", "/", body, "content-type: application/json");
        assertWithMessage(body).that(response.status()).isEqualTo(errors.isEmpty() ? 200 : 422);
        if (!errors.isEmpty()) {
            String listed = String.join(",", errors.subList(0, Math.min(MOST_LISTED, errors.size())));
            assertWithMessage(body).that(response.body()).contains("\"errors\":[" + listed + "]");
        }
    }
}
