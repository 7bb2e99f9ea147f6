package dev.interlock.processor.testing;

import java.io.IOException;
import java.io.InputStream;
import javax.annotation.processing.Processor;

/** Loads the processor in a class loader that hides the classes of protobuf. */
public final class WithoutProtobuf extends ClassLoader {
    public WithoutProtobuf() {
        super(WithoutProtobuf.class.getClassLoader());
    }

    /** Creates a processor. Its class is loaded by this loader. */
    public Processor processor(Class<?> type) {
        try {
            return (Processor)
                    loadClass(type.getName()).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The processor cannot be created without protobuf", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("com.google.protobuf.")) {
            throw new ClassNotFoundException(name);
        }
        boolean isOurs = name.startsWith("dev.interlock.processor.");
        return isOurs && findLoadedClass(name) == null ? define(name) : super.loadClass(name, resolve);
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
