package dev.interlock.http;

import org.jspecify.annotations.Nullable;

/** What classes of exceptions say of themselves by {@code @Problem}, asked once for each class. */
public final class DeclaredProblem {
    private static final int FIRST_SERVER_ERROR = 500;
    private static final DeclaredProblem NONE = new DeclaredProblem(null, null);
    private static final ClassValue<DeclaredProblem> BY_CLASS = new ClassValue<>() {
        @Override
        protected DeclaredProblem computeValue(Class<?> type) {
            return read(type);
        }
    };

    /** The class that carries the annotation, and what that says; null if there is none. */
    private final @Nullable Class<?> declaring;

    private final @Nullable Problem problem;

    private DeclaredProblem(@Nullable Class<?> declaring, @Nullable Problem problem) {
        this.declaring = declaring;
        this.problem = problem;
    }

    private static DeclaredProblem read(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            var annotation = c.getDeclaredAnnotation(dev.interlock.annotation.Problem.class);
            if (annotation != null) {
                return new DeclaredProblem(c, problem(annotation));
            }
        }
        return NONE;
    }

    private static Problem problem(dev.interlock.annotation.Problem annotation) {
        Problem problem = Problem.of(annotation.status());
        if (!annotation.type().isEmpty()) {
            problem = problem.type(annotation.type());
        }
        return annotation.title().isEmpty() ? problem : problem.title(annotation.title());
    }

    /**
     * The problem that an exception says it is, its message as the detail unless the status is 500 or above; null if its
     * class has no {@code @Problem}.
     */
    public static @Nullable Problem of(Throwable thrown) {
        Problem problem = BY_CLASS.get(thrown.getClass()).problem;
        if (problem == null || problem.status() >= FIRST_SERVER_ERROR) {
            return problem;
        }
        String message = thrown.getMessage();
        return message == null ? problem : problem.detail(message);
    }

    /**
     * Called by generated code: whether a method for exceptions of a class is for this one. It is not if a closer class says
     * what it is answered with: one that has {@code @Problem}, or {@link HttpException}.
     *
     * @param type of which the exception is an instance
     */
    public static boolean yieldsTo(Class<? extends Throwable> type, Throwable thrown) {
        Class<?> closest =
                thrown instanceof HttpException ? HttpException.class : BY_CLASS.get(thrown.getClass()).declaring;
        return closest == null || closest.isAssignableFrom(type);
    }
}
