package dev.interlock.processor.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** Runs the tests that are printed on a page. */
public final class ShownTests {
    private ShownTests() {}

    /** Runs each test of a class, with a new instance for each test. */
    public static void run(Compilation compilation, String name) throws ReflectiveOperationException {
        Class<?> test = compilation.classLoader().loadClass(name);
        Constructor<?> constructor = test.getDeclaredConstructor();
        constructor.setAccessible(true);
        for (Method method : test.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                method.setAccessible(true);
                method.invoke(constructor.newInstance());
            }
        }
    }
}
