package dev.interlock.processor.read.constraint;

import dev.interlock.processor.model.ValueKind;
import java.util.Arrays;
import java.util.Optional;

/** Constraints of {@code jakarta.validation.constraints}, with the kinds of values that each applies to. */
enum BuiltIn {
    NULL("Null", Domain.ANYTHING),
    NOT_NULL("NotNull", Domain.ANYTHING),
    NOT_BLANK("NotBlank", Domain.TEXT),
    NOT_EMPTY("NotEmpty", Domain.SIZED),
    SIZE("Size", Domain.SIZED),
    MIN("Min", Domain.NUMBERS),
    MAX("Max", Domain.NUMBERS),
    DECIMAL_MIN("DecimalMin", Domain.NUMBERS),
    DECIMAL_MAX("DecimalMax", Domain.NUMBERS),
    POSITIVE("Positive", Domain.NUMBERS),
    POSITIVE_OR_ZERO("PositiveOrZero", Domain.NUMBERS),
    NEGATIVE("Negative", Domain.NUMBERS),
    NEGATIVE_OR_ZERO("NegativeOrZero", Domain.NUMBERS),
    DIGITS("Digits", Domain.DECIMALS),
    PATTERN("Pattern", Domain.TEXT),
    EMAIL("Email", Domain.TEXT),
    ASSERT_TRUE("AssertTrue", Domain.TRUTH),
    ASSERT_FALSE("AssertFalse", Domain.TRUTH),
    PAST("Past", Domain.MOMENTS),
    PAST_OR_PRESENT("PastOrPresent", Domain.MOMENTS),
    FUTURE("Future", Domain.MOMENTS),
    FUTURE_OR_PRESENT("FutureOrPresent", Domain.MOMENTS);

    static final String PACKAGE = "jakarta.validation.constraints.";

    private final String annotation;
    private final Domain domain;

    BuiltIn(String annotation, Domain domain) {
        this.annotation = annotation;
        this.domain = domain;
    }

    /** Groups of value kinds that a constraint applies to. */
    private enum Domain {
        ANYTHING("values of any type"),
        TEXT("String and other CharSequences, and Slice"),
        SIZED("text, collections, maps and arrays"),
        NUMBERS("numbers: primitives, their boxes, BigInteger and BigDecimal"),
        DECIMALS("numbers with exact digits: integral primitives, their boxes, BigInteger and BigDecimal"),
        TRUTH("boolean and Boolean"),
        MOMENTS("the dates and times of java.time: Instant, LocalDate, LocalTime, LocalDateTime, OffsetDateTime,"
                + " OffsetTime, ZonedDateTime, Year, YearMonth and MonthDay");

        private final String description;

        Domain(String description) {
            this.description = description;
        }

        boolean contains(ValueKind kind) {
            return switch (this) {
                case ANYTHING -> true;
                case TEXT -> kind.isText();
                case SIZED -> kind.hasSize();
                case NUMBERS -> kind.isNumber();
                case DECIMALS -> kind.isNumber() && !kind.isFloating();
                case TRUTH -> kind == ValueKind.BOOLEAN;
                case MOMENTS -> kind == ValueKind.MOMENT;
            };
        }
    }

    /** Returns the constraint whose annotation has this qualified name; empty if there is none. */
    static Optional<BuiltIn> of(String qualifiedName) {
        return Arrays.stream(values())
                .filter(it -> qualifiedName.equals(PACKAGE + it.annotation))
                .findFirst();
    }

    /** Returns the simple name of the annotation. */
    String annotation() {
        return annotation;
    }

    /** Describes the values that the constraint applies to, for messages. */
    String description() {
        return domain.description;
    }

    boolean appliesTo(ValueKind kind) {
        return domain.contains(kind);
    }

    /**
     * Whether the constraint applies to values of any type. If it does, a constraint on a container is about the
     * container itself and not about the values within.
     */
    boolean isOfAnything() {
        return domain == Domain.ANYTHING;
    }
}
