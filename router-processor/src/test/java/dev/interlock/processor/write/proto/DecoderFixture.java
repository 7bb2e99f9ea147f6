package dev.interlock.processor.write.proto;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Source;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Compiles views, and parses messages that the test writes field by field. No library would write messages in these
 * forms.
 */
final class DecoderFixture {
    private final ClassLoader classes;
    private final String packageName;

    /**
     * Compiles an interface {@code Views} with views of the messages in {@code shop.proto}.
     *
     * @param members members of the interface
     */
    DecoderFixture(String packageName, String members) {
        this(packageName, Descriptors.shop(), members);
    }

    /**
     * Compiles an interface {@code Views} with views of the messages in some files.
     *
     * @param members members of the interface
     */
    DecoderFixture(String packageName, FileDescriptorSet files, String members) {
        this.packageName = packageName;
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .option("-Werror")
                .descriptors(files)
                .compile(Source.of("""
                        package %s;

                        import dev.interlock.annotation.*;
                        import dev.interlock.bytes.Slice;
                        import dev.interlock.proto.*;

                        public interface Views {
                        %s
                        }
                        """.formatted(packageName, members)));
        assertThat(compilation.complaints()).isEmpty();
        classes = compilation.classLoader();
    }

    /**
     * Uses classes that were already compiled: an interface {@code Views} and the classes that were generated for it.
     */
    DecoderFixture(String packageName, Compilation compilation) {
        this.packageName = packageName;
        classes = compilation.classLoader();
    }

    /** Creates an object of a class in the interface, or of a decoder. */
    Object make(String name) {
        try {
            return classes.loadClass(packageName + "." + name).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Cannot create the object", e);
        }
    }

    /** Returns a class that is declared in the interface. */
    Class<?> type(String name) {
        try {
            return classes.loadClass(packageName + "." + name);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Cannot load the views", e);
        }
    }

    Object decoder(String view) {
        return make("Views_" + view + "Decoder");
    }

    /** Parses a message with a decoder. */
    static Object parse(Object decoder, byte[] message) {
        return parse(decoder, message, 0, message.length);
    }

    static Object parse(Object decoder, byte[] bytes, int from, int to) {
        try {
            return decoder.getClass()
                    .getMethod("parse", byte[].class, int.class, int.class)
                    .invoke(decoder, bytes, from, to);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Cannot call the decoder", e);
        }
    }

    Object parse(String view, UnknownFieldSet.Builder fields) {
        return parse(decoder(view), bytes(fields));
    }

    static byte[] bytes(UnknownFieldSet.Builder fields) {
        return fields.build().toByteArray();
    }

    /** Calls an accessor of a view, or a method of an object that an accessor returned. */
    static Object get(Object view, String method, Object... arguments) {
        try {
            for (Method candidate : view.getClass().getMethods()) {
                if (candidate.getName().equals(method) && accepts(candidate, arguments)) {
                    candidate.setAccessible(true);
                    return candidate.invoke(view, arguments);
                }
            }
            throw new AssertionError("no method " + method);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean accepts(Method method, Object... arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            boolean fits = types[i] == int.class
                    ? arguments[i] instanceof Integer
                    : types[i] == long.class
                            ? arguments[i] instanceof Long
                            : types[i] == boolean.class
                                    ? arguments[i] instanceof Boolean
                                    : types[i].isInstance(arguments[i]);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    static Field varint(long... values) {
        Field.Builder field = Field.newBuilder();
        for (long value : values) {
            field.addVarint(value);
        }
        return field.build();
    }

    static Field text(String... values) {
        Field.Builder field = Field.newBuilder();
        for (String value : values) {
            field.addLengthDelimited(ByteString.copyFromUtf8(value));
        }
        return field.build();
    }

    static Field message(UnknownFieldSet.Builder... values) {
        Field.Builder field = Field.newBuilder();
        for (UnknownFieldSet.Builder value : values) {
            field.addLengthDelimited(value.build().toByteString());
        }
        return field.build();
    }

    static Field fixed64(long value) {
        return Field.newBuilder().addFixed64(value).build();
    }

    static Field group(UnknownFieldSet.Builder... values) {
        Field.Builder field = Field.newBuilder();
        for (UnknownFieldSet.Builder value : values) {
            field.addGroup(value.build());
        }
        return field.build();
    }

    static UnknownFieldSet.Builder fields() {
        return UnknownFieldSet.newBuilder();
    }

    static byte[] concat(byte[]... parts) {
        ByteString all = ByteString.EMPTY;
        for (byte[] part : parts) {
            all = all.concat(ByteString.copyFrom(part));
        }
        return all.toByteArray();
    }
}
