package dev.interlock.http;

import org.jspecify.annotations.Nullable;

/** Finds the {@code @ProblemType} annotations of exception classes. Looks up each class once. */
final class DeclaredProblem {
    private static final int FIRST_SERVER_ERROR = 500;
    private static final DeclaredProblem NONE = new DeclaredProblem(null, null);
    private static final ClassValue<DeclaredProblem> BY_CLASS = new ClassValue<>() {
        @Override
        protected DeclaredProblem computeValue(Class<?> type) {
            return read(type);
        }
    };

    /** Class that carries the annotation, or null if no class does. */
    private final @Nullable Class<?> declaring;

    private final @Nullable Problem problem;

    private DeclaredProblem(@Nullable Class<?> declaring, @Nullable Problem problem) {
        this.declaring = declaring;
        this.problem = problem;
    }

    private static DeclaredProblem read(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            var annotation = c.getDeclaredAnnotation(dev.interlock.annotation.ProblemType.class);
            if (annotation != null) {
                return new DeclaredProblem(c, problem(annotation));
            }
        }
        return NONE;
    }

    private static Problem problem(dev.interlock.annotation.ProblemType annotation) {
        Problem problem = Problem.of(annotation.status());
        if (!annotation.type().isEmpty()) {
            problem = problem.type(annotation.type());
        }
        return annotation.title().isEmpty() ? problem : problem.title(annotation.title());
    }

    /**
     * Returns the problem that the exception's class declares; null if the class has no {@code @ProblemType}. The
     * detail of the problem is the exception's message, unless the status is 500 or above.
     */
    static @Nullable Problem of(Throwable thrown) {
        Problem problem = BY_CLASS.get(thrown.getClass()).problem;
        if (problem == null || problem.status() >= FIRST_SERVER_ERROR) {
            return problem;
        }
        String message = thrown.getMessage();
        return message == null ? problem : problem.detail(message);
    }

    /**
     * Whether a method for the class {@code type} handles the exception. It does not if the exception belongs to a
     * subclass of {@code type} that defines the response: a class with {@code @ProblemType}, or {@link HttpException}.
     *
     * @param type a class that the exception is an instance of
     */
    static boolean yieldsTo(Class<? extends Throwable> type, Throwable thrown) {
        Class<?> closest =
                thrown instanceof HttpException ? HttpException.class : BY_CLASS.get(thrown.getClass()).declaring;
        return closest == null || closest.isAssignableFrom(type);
    }
}
