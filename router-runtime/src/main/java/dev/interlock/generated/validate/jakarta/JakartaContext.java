package dev.interlock.generated.validate.jakarta;

import dev.interlock.generated.validate.Violations;
import dev.interlock.internal.determinism.ReadsSystemClock;
import jakarta.validation.ClockProvider;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ValidationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the violations of one call of a validator. Each thread reuses one object, so valid values allocate nothing.
 */
@ReadsSystemClock("A validator of the application may ask for the present.")
final class JakartaContext implements ConstraintValidatorContext {
    private static final ThreadLocal<JakartaContext> OF_THREAD = ThreadLocal.withInitial(JakartaContext::new);

    private String message = "";
    private Map<String, String> members = Map.of();
    private final List<Entry> violations = new ArrayList<>(0);
    /** Whether the validator has reported more violations than are listed. */
    private boolean isCut;
    /** Path that all unlisted violations share, or null. */
    private @Nullable JakartaPath unlisted;

    private boolean isDefaultDisabled;
    private boolean isInUse;

    private JakartaContext() {}

    /** @param pointer pointer from the checked value */
    private record Entry(String pointer, String detail) {}

    /**
     * Begins the check of one value.
     *
     * @param members members of the annotation, for placeholders
     */
    static JakartaContext begin(String message, Map<String, String> members) {
        JakartaContext own = OF_THREAD.get();
        // A validator may call another validator, which needs its own context.
        JakartaContext context = own.isInUse ? new JakartaContext() : own;
        context.isInUse = true;
        context.message = message;
        context.members = members;
        return context;
    }

    /** Ends the check. The validator must not use the context any more. */
    void end() {
        isInUse = false;
        isDefaultDisabled = false;
        isCut = false;
        members = Map.of();
        violations.clear();
    }

    /**
     * Adds the violations that the validator has built. Also adds the default message of the constraint, unless the
     * validator has disabled this message.
     */
    @Nullable
    Violations addTo(@Nullable Violations found, String pointer) {
        if (isDefaultDisabled && violations.isEmpty()) {
            throw new ValidationException(
                    "A validator rejected a value without a message: it disabled the default one and added none");
        }
        Violations all = isDefaultDisabled ? found : Violations.add(found, pointer, message);
        for (Entry violation : violations) {
            all = Violations.add(all, pointer + violation.pointer(), violation.detail());
        }
        if (isCut) {
            Violations.cut(all);
        }
        return all;
    }

    /** Whether another violation can be listed. */
    boolean hasPlace() {
        return violations.size() < Violations.MAX_LISTED;
    }

    void add(String pointer, String template) {
        violations.add(new Entry(pointer, JakartaMessage.of(template, members)));
    }

    /** Counts a violation that is not listed because the list is full. */
    void addUnlisted() {
        isCut = true;
    }

    @Override
    public void disableDefaultConstraintViolation() {
        isDefaultDisabled = true;
    }

    /**
     * Returns a template for the message of the constraint. Its placeholders are replaced, and other braces are
     * escaped.
     */
    @Override
    public String getDefaultConstraintMessageTemplate() {
        return JakartaMessage.escaped(message);
    }

    @Override
    public ClockProvider getClockProvider() {
        return Clock::systemDefaultZone;
    }

    @Override
    public ConstraintViolationBuilder buildConstraintViolationWithTemplate(String template) {
        if (hasPlace()) {
            return new JakartaPath(this, template, true);
        }
        JakartaPath none = unlisted;
        if (none == null) {
            none = new JakartaPath(this, "", false);
            unlisted = none;
        }
        return none;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (!type.isInstance(this)) {
            throw new ValidationException("This context is not a " + type.getName());
        }
        return type.cast(this);
    }
}
