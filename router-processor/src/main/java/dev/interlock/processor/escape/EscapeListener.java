package dev.interlock.processor.escape;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Starts the check if the compiler is javac. For other compilers, reports once that the check does not run. This class
 * does not refer to classes of javac.
 */
public final class EscapeListener {
    private static final String NOT_JAVAC = "Interlock does not check which values outlive their request: "
            + "this compiler is not javac, or its environment is hidden";

    private final Optional<Running> check;

    private EscapeListener(Optional<Running> check) {
        this.check = check;
    }

    /** The running check. With this interface, the enclosing class does not refer to classes of javac. */
    private interface Running {
        void await(TypeElement type);

        boolean computes(ExecutableElement method);
    }

    /**
     * Creates a listener for the compiler of an environment.
     *
     * @param sources whether this compilation has the source of an element
     */
    public static EscapeListener start(ProcessingEnvironment environment, Predicate<Element> sources) {
        try {
            return new EscapeListener(Optional.of(Starter.start(unwrap(environment), sources)));
        } catch (IllegalArgumentException | LinkageError e) {
            environment.getMessager().printMessage(Diagnostic.Kind.NOTE, NOT_JAVAC);
            return new EscapeListener(Optional.empty());
        }
    }

    /** Adds the sources of a round to the check. */
    public void read(RoundEnvironment round) {
        check.ifPresent(it -> ElementFilter.typesIn(round.getRootElements()).forEach(it::await));
    }

    /**
     * Whether the source of a method does more than return a field or a constant. False if there is no source, or if
     * the check does not run.
     */
    public boolean computes(ExecutableElement method) {
        return check.filter(it -> it.computes(method)).isPresent();
    }

    /**
     * Starts the check. The code is in a class of its own: when the JVM verifies this class, it loads classes of javac.
     */
    private static final class Starter {
        static Running start(ProcessingEnvironment environment, Predicate<Element> sources) {
            EscapeCheck check = EscapeCheck.listen(environment, sources);
            return new Running() {
                @Override
                public void await(TypeElement type) {
                    check.await(type);
                }

                @Override
                public boolean computes(ExecutableElement method) {
                    return check.computes(method);
                }
            };
        }
    }

    /**
     * Returns the environment of the compiler itself. Build tools may have wrapped it: IntelliJ documents a method that
     * unwraps its wrapper, and Gradle's wrapper has a field {@code delegate}.
     */
    private static ProcessingEnvironment unwrap(ProcessingEnvironment environment) {
        ProcessingEnvironment inner = environment;
        for (int depth = 0; depth < 3; depth++) {
            ProcessingEnvironment wrapped = inner;
            Optional<ProcessingEnvironment> next = ofIntellij(inner).or(() -> ofGradle(wrapped));
            if (next.isEmpty() || next.get() == inner) {
                break;
            }
            inner = next.get();
        }
        return inner;
    }

    private static Optional<ProcessingEnvironment> ofIntellij(ProcessingEnvironment environment) {
        try {
            Class<?> wrappers = Class.forName(
                    "org.jetbrains.jps.javac.APIWrappers",
                    false,
                    environment.getClass().getClassLoader());
            Method unwrap = wrappers.getDeclaredMethod("unwrap", Class.class, Object.class);
            return Optional.ofNullable(
                    (ProcessingEnvironment) unwrap.invoke(null, ProcessingEnvironment.class, environment));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessingEnvironment> ofGradle(ProcessingEnvironment environment) {
        if (environment.getClass().getModule().isNamed()) {
            return Optional.empty();
        }
        for (Field field : environment.getClass().getDeclaredFields()) {
            if (field.getName().equals("delegate") && field.getType() == ProcessingEnvironment.class) {
                try {
                    field.setAccessible(true);
                    return Optional.ofNullable((ProcessingEnvironment) field.get(environment));
                } catch (ReflectiveOperationException | RuntimeException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
