package dev.interlock.generated.validate.jakarta;

import dev.interlock.generated.validate.Violations;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A constraint with a validator of the application. Generated code makes one for each use of an annotation and each
 * type of value. Several threads may call the validator at the same time.
 *
 * @param <T> type of the values
 */
public final class JakartaConstraint<T> {
    private final ConstraintValidator<?, ? super T> validator;
    private final String message;
    private final Map<String, String> members;

    private JakartaConstraint(
            ConstraintValidator<?, ? super T> validator, String message, Map<String, String> members) {
        this.validator = validator;
        this.message = message;
        this.members = members;
    }

    /**
     * Creates a constraint, and initializes its validator.
     *
     * @param message detail of a violation, without placeholders
     * @param members names of the annotation's other members, each followed by the text that replaces its placeholder
     *     in messages of the validator
     */
    public static <A extends Annotation, T> JakartaConstraint<T> of(
            ConstraintValidator<A, ? super T> validator, A annotation, String message, String... members) {
        validator.initialize(annotation);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            values.put(members[i], members[i + 1]);
        }
        return new JakartaConstraint<>(validator, message, values);
    }

    /** Creates an array of a type with arguments, such as {@code Class<? extends Payload>[]}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <E> E[] array(E... elements) {
        return elements;
    }

    /** Whether the value, which may be null, meets the constraint. */
    public boolean isValid(@Nullable T value) {
        JakartaContext context = JakartaContext.begin(message, members);
        try {
            return isValid(value, context);
        } finally {
            context.end();
        }
    }

    /**
     * Adds the violations of the validator. The pointers of the violations start at the outer value, which contains the
     * checked value.
     *
     * @param pointer pointer to the checked value
     */
    public @Nullable Violations check(@Nullable Violations found, String pointer, @Nullable T value) {
        JakartaContext context = JakartaContext.begin(message, members);
        try {
            return isValid(value, context) ? found : context.addTo(found, pointer);
        } finally {
            context.end();
        }
    }

    /** Adds the violations of the validator for a parameter, as {@link Violations#parameter} does. */
    public @Nullable Violations check(@Nullable Violations found, String in, String name, @Nullable T value) {
        int before = Violations.count(found);
        Violations all = check(found, "", value);
        Violations.ofParameter(all, before, in, name);
        return all;
    }

    // Jakarta Validation requires that validators get null, but its API has no nullness annotations.
    @SuppressWarnings("NullAway")
    private boolean isValid(@Nullable T value, ConstraintValidatorContext context) {
        return validator.isValid(value, context);
    }
}
