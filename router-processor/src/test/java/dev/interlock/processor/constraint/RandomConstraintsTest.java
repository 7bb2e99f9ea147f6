package dev.interlock.processor.constraint;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Tests random bounds on random types, with values near the bounds. Compares the violations with Hibernate Validator.
 */
class RandomConstraintsTest {
    private static final int DECLARATIONS = 150;
    private static final List<String> TYPES =
            List.of("byte", "short", "int", "long", "Integer", "Long", "BigInteger", "BigDecimal", "double", "Double");
    private static final List<String> CONSTRAINTS = List.of(
            "@Min(%1$s)",
            "@Max(%1$s)",
            "@DecimalMin(\"%2$s\")",
            "@DecimalMax(\"%2$s\")",
            "@DecimalMin(value = \"%2$s\", inclusive = false)",
            "@DecimalMax(value = \"%2$s\", inclusive = false)",
            "@Positive",
            "@Negative",
            "@PositiveOrZero",
            "@NegativeOrZero",
            "@Size(min = %3$s)",
            "@Size(max = %3$s)",
            "@Digits(integer = %3$s, fraction = %3$s)");

    private final Random random = new Random(20260615);

    private record Case(String declaration, List<String> texts) {}

    @Test
    void agreesWithReference() throws Exception {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < DECLARATIONS; i++) {
            cases.add(next());
        }
        ConstrainedApp app =
                ConstrainedApp.of(cases.stream().map(Case::declaration).toList());
        for (int i = 0; i < cases.size(); i++) {
            for (String text : cases.get(i).texts()) {
                app.assertAgrees(i, text);
            }
        }
    }

    private Case next() {
        int whole = random.nextInt(201) - 100;
        BigDecimal bound = BigDecimal.valueOf(random.nextInt(2001) - 1000, random.nextInt(3))
                .min(BigDecimal.valueOf(100));
        int size = random.nextInt(5);
        String constraint = CONSTRAINTS.get(random.nextInt(CONSTRAINTS.size()));
        String annotation =
                constraint.formatted(whole, bound.max(BigDecimal.valueOf(-100)).toPlainString(), size);
        if (constraint.contains("Size")) {
            return new Case(annotation + " String", List.of("", "a", "ab", "abc", "abcd", "\u00e9\ud83d\ude00"));
        }
        String type = TYPES.get(random.nextInt(constraint.contains("Digits") ? TYPES.size() - 2 : TYPES.size()));
        List<String> texts = new ArrayList<>(List.of("0", "1", "-1", "100", "-100"));
        boolean isFraction = type.equalsIgnoreCase("double") || type.equals("BigDecimal");
        for (int offset = -2; offset <= 2; offset++) {
            texts.add(Integer.toString(whole + offset));
            BigDecimal near = bound.add(BigDecimal.valueOf(offset, 1));
            texts.add(isFraction ? near.toPlainString() : Long.toString(near.longValue() % 128));
        }
        return new Case(annotation + " " + type, texts);
    }
}
