package dev.interlock.processor.testing.proto;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls the methods of views. Views may lack some methods. */
final class Accessors {
    private final Map<Class<?>, Map<String, Method>> methods = new HashMap<>();

    /** Calls a method and returns its result. Returns empty if the view has no method with this name. */
    Optional<Object> call(Object view, String name) {
        Method method =
                methods.computeIfAbsent(view.getClass(), Accessors::declared).get(name);
        return method == null ? Optional.empty() : Optional.of(Objects.requireNonNull(invoke(method, view), name));
    }

    /** Returns the methods of the view's interface. The implementation may be less accessible. */
    private static Map<String, Method> declared(Class<?> type) {
        Map<String, Method> declared = new HashMap<>();
        Arrays.stream(type.getInterfaces())
                .filter(it -> it.getSimpleName().endsWith("View"))
                .flatMap(it -> Arrays.stream(it.getMethods()))
                .forEach(method -> declared.put(method.getName(), method));
        return declared;
    }

    /** Calls {@code copy()} of a view. */
    static Object copy(Object view) {
        try {
            Method copy = Arrays.stream(view.getClass().getInterfaces())
                    .filter(it -> it.getSimpleName().endsWith("View"))
                    .findFirst()
                    .orElseThrow()
                    .getMethod("copy");
            return Objects.requireNonNull(invoke(copy, view));
        } catch (NoSuchMethodException e) {
            throw new LinkageError("copy", e);
        }
    }

    static @Nullable Object invoke(Method method, @Nullable Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e.getCause() instanceof Error failure ? failure : new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new LinkageError(method.toString(), e);
        }
    }
}
