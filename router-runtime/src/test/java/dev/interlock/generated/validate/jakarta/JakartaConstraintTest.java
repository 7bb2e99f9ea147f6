package dev.interlock.generated.validate.jakarta;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import dev.interlock.generated.validate.Violations;
import dev.interlock.http.HttpException;
import dev.interlock.http.Problem;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotNull;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class JakartaConstraintTest {
    // Reflection reads this field.
    @SuppressWarnings("UnusedVariable")
    @NotNull
    private static final Object ANNOTATED = new Object();

    /** Rejects a value with one violation for each of its elements. */
    private static final class EachElement implements ConstraintValidator<NotNull, Integer> {
        @Override
        public boolean isValid(Integer elements, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            for (int i = 0; i < elements; i++) {
                context.buildConstraintViolationWithTemplate("must be {what}")
                        .addPropertyNode("all")
                        .addBeanNode()
                        .inIterable()
                        .atIndex(i)
                        .addConstraintViolation();
            }
            return false;
        }
    }

    /** Repeats the message of the constraint. */
    private static final class Repeated implements ConstraintValidator<NotNull, Integer> {
        @Override
        public boolean isValid(Integer value, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            String template = context.getDefaultConstraintMessageTemplate();
            context.buildConstraintViolationWithTemplate(template + " or {what}")
                    .addConstraintViolation();
            return false;
        }
    }

    private static JakartaConstraint<Integer> constraint(
            ConstraintValidator<NotNull, Integer> validator, String message) throws ReflectiveOperationException {
        NotNull annotation =
                JakartaConstraintTest.class.getDeclaredField("ANNOTATED").getAnnotation(NotNull.class);
        return JakartaConstraint.of(validator, annotation, message, "what", "right");
    }

    private static Problem problem(JakartaConstraint<Integer> constraint, int value) {
        Violations found = constraint.check(null, "/list", value);
        return assertThrows(HttpException.class, () -> Violations.refuse(found)).problem();
    }

    private static List<?> errors(Problem problem) {
        return (List<?>) Objects.requireNonNull(problem.extension("errors"));
    }

    @Test
    void listsAtMostHundredViolations() throws Exception {
        JakartaConstraint<Integer> constraint = constraint(new EachElement(), "must be");
        Problem some = problem(constraint, Violations.MAX_LISTED);
        assertThat(some.detail()).isEqualTo("100 values are not acceptable; errors lists them.");
        assertThat(errors(some)).contains(Map.of("pointer", "/list/all/99", "detail", "must be right"));
        Problem many = problem(constraint, Violations.MAX_LISTED + 1);
        assertThat(many.detail()).isEqualTo("More than 100 values are not acceptable; errors lists the first 100.");
        assertThat(errors(many)).isEqualTo(errors(some));
        assertThat(problem(constraint, 1).detail()).isEqualTo("The value at /list/all/0 of the body must be right.");
    }

    @Test
    void unlistedViolationAllocatesLittle() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        JakartaConstraint<Integer> constraint = constraint(new EachElement(), "must be");
        problem(constraint, 200_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        problem(constraint, 100);
        long some = threads.getCurrentThreadAllocatedBytes() - before;
        problem(constraint, 200_000);
        long many = threads.getCurrentThreadAllocatedBytes() - before - some;
        // The difference is due to boxed indices.
        assertThat(many).isLessThan(some + 200_000 * 24);
    }

    @Test
    void constraintMessageIsNoTemplate() throws Exception {
        Problem problem = problem(constraint(new Repeated(), "must be {what} \\ ${x}"), 1);
        assertThat(problem.detail()).isEqualTo("The value at /list of the body must be {what} \\ ${x} or right.");
    }
}
