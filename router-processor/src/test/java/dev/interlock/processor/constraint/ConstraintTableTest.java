package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertWithMessage;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests every constraint on every type that it supports: with valid values, with invalid values, and in comparison with
 * Hibernate Validator.
 */
class ConstraintTableTest {
    private static final List<String> INTEGRAL =
            List.of("byte", "short", "int", "long", "Byte", "Short", "Integer", "Long", "BigInteger");
    private static final List<String> FRACTIONS = List.of("float", "double", "Float", "Double", "BigDecimal");
    private static final List<String> TEXT = List.of("String", "CharSequence");

    /** A row of the table: constraints, the types that support them, valid texts, and invalid texts. */
    private record Row(String constraints, List<String> types, List<String> good, List<String> bad) {}

    private static Row row(String constraints, List<String> types, List<String> good, List<String> bad) {
        return new Row(constraints, types, good, bad);
    }

    private static final List<Row> ROWS = List.of(
            row("@Min(5)", INTEGRAL, List.of("5", "6", "127"), List.of("4", "0", "-128")),
            row("@Min(5)", FRACTIONS, List.of("5", "5.25", "1e9"), List.of("4.75", "0", "-1e9")),
            row("@Max(5)", INTEGRAL, List.of("5", "4", "-128"), List.of("6", "127")),
            row("@Max(5)", FRACTIONS, List.of("5", "4.75", "-1e9"), List.of("5.25", "1e9")),
            row("@DecimalMin(\"5\")", INTEGRAL, List.of("5", "6"), List.of("4", "-5")),
            row("@DecimalMin(\"4.5\")", INTEGRAL, List.of("5", "6"), List.of("4", "-5")),
            row("@DecimalMin(\"-4.5\")", INTEGRAL, List.of("-4", "0"), List.of("-5", "-6")),
            row("@DecimalMin(value = \"5\", inclusive = false)", INTEGRAL, List.of("6", "7"), List.of("5", "4")),
            row("@DecimalMin(\"0.1\")", FRACTIONS, List.of("0.1", "0.2", "1"), List.of("0.09", "0", "-1")),
            row(
                    "@DecimalMin(value = \"0.5\", inclusive = false)",
                    FRACTIONS,
                    List.of("0.75", "1"),
                    List.of("0.5", "0.25")),
            row("@DecimalMax(\"5\")", INTEGRAL, List.of("5", "-128"), List.of("6", "127")),
            row("@DecimalMax(\"5.5\")", INTEGRAL, List.of("5", "4"), List.of("6", "127")),
            row("@DecimalMax(value = \"5\", inclusive = false)", INTEGRAL, List.of("4"), List.of("5", "6")),
            row("@DecimalMax(\"0.5\")", FRACTIONS, List.of("0.5", "0.25", "-9"), List.of("0.75", "1")),
            row("@DecimalMax(\"1e30\")", INTEGRAL, List.of("127", "-128"), List.of()),
            row("@Positive", INTEGRAL, List.of("1", "127"), List.of("0", "-1")),
            row("@Positive", FRACTIONS, List.of("0.5", "1e-9"), List.of("0", "-0.5")),
            row("@PositiveOrZero", INTEGRAL, List.of("0", "1"), List.of("-1", "-128")),
            row("@PositiveOrZero", FRACTIONS, List.of("0", "0.5"), List.of("-0.5")),
            row("@Negative", INTEGRAL, List.of("-1", "-128"), List.of("0", "1")),
            row("@Negative", FRACTIONS, List.of("-0.5"), List.of("0", "0.5")),
            row("@NegativeOrZero", INTEGRAL, List.of("0", "-1"), List.of("1", "127")),
            row("@NegativeOrZero", FRACTIONS, List.of("0", "-0.5"), List.of("0.5")),
            row("@Digits(integer = 2, fraction = 0)", INTEGRAL, List.of("0", "99", "-99"), List.of("100", "-128")),
            row(
                    "@Digits(integer = 2, fraction = 2)",
                    List.of("BigDecimal"),
                    List.of("0", "99.99", "-99.99", "0.01"),
                    List.of("100", "0.001", "1e2", "1.000")),
            row("@Min(5) @Max(10)", INTEGRAL, List.of("5", "10"), List.of("4", "11")),
            row("@Size(min = 2, max = 3)", TEXT, List.of("ab", "abc", "\ud83d\ude00"), List.of("", "a", "abcd")),
            row("@Size(max = 2)", TEXT, List.of("", "a", "\u00e9\u00e9"), List.of("abc", "\ud83d\ude00x")),
            row("@NotBlank", TEXT, List.of("a", " a "), List.of("", " ", "\t\n")),
            row("@NotEmpty", TEXT, List.of("a", " "), List.of("")),
            row("@NotNull", TEXT, List.of("", "a"), List.of()),
            row("@NotNull", INTEGRAL, List.of("0"), List.of()),
            row(
                    "@Pattern(regexp = \"[a-z]+[0-9]?\")",
                    TEXT,
                    List.of("a", "abc7"),
                    List.of("", "A", "7", "abc77", "a\n")),
            row("@Pattern(regexp = \"^(a|b)$\")", TEXT, List.of("a", "b"), List.of("ab", "", "^a$", "a\n")),
            row(
                    "@Pattern(regexp = \"[a-c]x.\", flags = {Pattern.Flag.CASE_INSENSITIVE, Pattern.Flag.DOTALL})",
                    TEXT,
                    List.of("axy", "BXY", "cx\n"),
                    List.of("dxy", "ax")),
            row("@Size(min = 2) @Pattern(regexp = \"[a-z]*\")", TEXT, List.of("ab"), List.of("a", "A", "AB", "")),
            row("@Email", TEXT, List.of("ada@example.org", "a.b+c@x-y.z"), List.of("a", "a@", "@b", "a@b@c", "a..b@c")),
            row(
                    "@Email(regexp = \".*@example[.]org\")",
                    TEXT,
                    List.of("ada@example.org"),
                    List.of("ada@example.com", "@example.org")),
            row("@AssertTrue", List.of("boolean", "Boolean"), List.of("true"), List.of("false")),
            row("@AssertFalse", List.of("boolean", "Boolean"), List.of("false"), List.of("true")),
            row("@Past", List.of("LocalDate"), List.of("2001-01-01"), List.of("9999-01-01")),
            row("@PastOrPresent", List.of("Instant"), List.of("2001-01-01T00:00:00Z"), List.of("9999-01-01T00:00:00Z")),
            row("@Future", List.of("YearMonth"), List.of("9999-01"), List.of("2001-01")),
            row("@FutureOrPresent", List.of("Year"), List.of("9999"), List.of("2001")),
            row("@Past", List.of("LocalDateTime"), List.of("2001-01-01T00:00:00"), List.of("9999-01-01T00:00:00")),
            row(
                    "@Future",
                    List.of("OffsetDateTime", "ZonedDateTime"),
                    List.of("9999-01-01T00:00:00+01:00"),
                    List.of("2001-01-01T00:00:00+01:00")));

    /** Rows for values that may be absent: constraints, types, and whether an absent value is valid. */
    private static final List<Row> NULLABLE = List.of(
            row("@Nullable @NotNull", List.of("String", "Integer", "LocalDate"), List.of(), List.of()),
            row("@Nullable @NotBlank", TEXT, List.of(), List.of()),
            row("@Nullable @NotEmpty", TEXT, List.of(), List.of()),
            row("@Nullable @Size(min = 1)", TEXT, List.of(), List.of()),
            row("@Nullable @Null", List.of("String", "Integer"), List.of(), List.of()),
            row("@Nullable @Min(1)", List.of("Integer", "Long", "BigDecimal"), List.of(), List.of()),
            row("@Nullable @Pattern(regexp = \"a\")", TEXT, List.of(), List.of()),
            row("@Nullable @Email", TEXT, List.of(), List.of()),
            row("@Nullable @AssertTrue", List.of("Boolean"), List.of(), List.of()),
            row("@Nullable @Past", List.of("LocalDate"), List.of(), List.of()));

    private static ConstrainedApp app;
    private static ConstrainedApp nullable;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = ConstrainedApp.of(declarations(ROWS));
        nullable = ConstrainedApp.of(declarations(NULLABLE));
    }

    private static List<String> declarations(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> row.types().stream().map(type -> row.constraints() + " " + type))
                .toList();
    }

    private interface Case {
        void test(String declaration, int number, Row row) throws Exception;
    }

    private static void each(List<Row> rows, Case test) throws Exception {
        int number = 0;
        for (Row row : rows) {
            for (String type : row.types()) {
                test.test(row.constraints() + " " + type, number++, row);
            }
        }
    }

    @Test
    void acceptsValidValues() throws Exception {
        each(ROWS, (declaration, number, row) -> {
            for (String text : row.good()) {
                if (converts(declaration, text)) {
                    assertWithMessage("%s on %s", declaration, text)
                            .that(app.violations(number, text))
                            .isEqualTo(0);
                    app.assertAgrees(number, text);
                }
            }
        });
    }

    @Test
    void rejectsInvalidValues() throws Exception {
        each(ROWS, (declaration, number, row) -> {
            for (String text : row.bad()) {
                if (converts(declaration, text)) {
                    assertWithMessage("%s on %s", declaration, text)
                            .that(app.violations(number, text))
                            .isGreaterThan(0);
                    app.assertAgrees(number, text);
                }
            }
        });
    }

    /** Whether a text converts to the type. For a byte, the limit is 127. Integers have no scientific notation. */
    private static boolean converts(String declaration, String text) {
        boolean isByte = Arrays.asList(
                        declaration.toLowerCase(java.util.Locale.ROOT).split(" ", -1))
                .contains("byte");
        return !isByte || text.length() < 4 || Integer.parseInt(text) >= -128;
    }

    @Test
    void rejectsAbsenceAsReference() throws Exception {
        each(NULLABLE, (declaration, number, row) -> {
            nullable.assertAgrees(number, null);
            boolean mustBeThere = declaration.contains("@Not");
            assertWithMessage(declaration)
                    .that(nullable.violations(number, null))
                    .isEqualTo(mustBeThere ? 1 : 0);
        });
    }

    @Test
    void rejectsValueThatMustBeAbsent() throws Exception {
        each(NULLABLE, (declaration, number, row) -> {
            if (declaration.contains("@Null ")) {
                @Nullable String text = "7";
                assertWithMessage(declaration)
                        .that(nullable.violations(number, text))
                        .isEqualTo(1);
                nullable.assertAgrees(number, text);
            }
        });
    }
}
