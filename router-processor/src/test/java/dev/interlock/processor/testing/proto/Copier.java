package dev.interlock.processor.testing.proto;

import java.lang.reflect.Method;

/** Copies all fields from a view to a writer. */
final class Copier {
    private final Method copy;

    private Copier(Method copy) {
        this.copy = copy;
    }

    static Copier of(ClassLoader loader, String name, String viewName, String writerName) {
        try {
            Class<?> view = Class.forName(viewName, true, loader);
            Class<?> writer = Class.forName(writerName, true, loader);
            return new Copier(Class.forName(name, true, loader).getMethod("copy", view, writer));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    void copy(Object view, Object writer) {
        Accessors.invoke(copy, null, view, writer);
    }
}
