package dev.interlock.processor.testing;

import java.io.IOException;
import java.io.InputStream;
import javax.annotation.processing.Processor;

/**
 * Loads the processor of avaje-jsonb in a new class loader for each compilation. The processor has static state, and a
 * failed compilation would affect the next one.
 */
public final class JsonbGenerator extends ClassLoader {
    private static final String PACKAGE = "io.avaje.jsonb.generator.";

    private JsonbGenerator() {
        super(JsonbGenerator.class.getClassLoader());
    }

    /** Creates a processor for one compilation. */
    public static Processor create() {
        try {
            return (Processor) new JsonbGenerator()
                    .loadClass(PACKAGE + "JsonbProcessor")
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The generator of avaje-jsonb cannot be created", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean isOwn = name.startsWith(PACKAGE) && findLoadedClass(name) == null;
        return isOwn ? define(name) : super.loadClass(name, resolve);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
