package dev.interlock.processor.testing.proto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import dev.interlock.bytes.Slice;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls the methods of writers. The values come from a {@code DynamicMessage}. */
final class Mutators {
    private final Map<Class<?>, Map<String, Method>> methods = new HashMap<>();

    /**
     * Calls the method with this name and this number of values. Unless the method is void, it must return the writer
     * itself.
     */
    void call(Object writer, String name, Object... values) {
        Method method = method(writer, name + values.length);
        Object returned = Accessors.invoke(method, writer, arguments(method, values));
        if (returned != null && returned != writer) {
            throw new AssertionError(name + " returned " + returned);
        }
    }

    /** Begins a nested message and returns its writer. */
    Object begin(Object writer, String name, Object... key) {
        Method method = method(writer, name + key.length);
        return requireNonNull(Accessors.invoke(method, writer, arguments(method, key)), name);
    }

    /**
     * Writes all values of a repeated field. Uses one call if the writer has a method for an array, otherwise one call
     * for each value.
     */
    void callWithAll(Object writer, String name, List<?> values) {
        Method method = methods(writer).get(name + "[]");
        if (method == null) {
            values.forEach(value -> call(writer, name, value));
            return;
        }
        Class<?> type = method.getParameterTypes()[0].getComponentType();
        Object array = Array.newInstance(type, values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, argument(type, values.get(i)));
        }
        Accessors.invoke(method, writer, array);
    }

    private Method method(Object writer, String signature) {
        return requireNonNull(methods(writer).get(signature), signature);
    }

    private Map<String, Method> methods(Object writer) {
        return methods.computeIfAbsent(writer.getClass(), Mutators::declared);
    }

    /**
     * Returns the methods by name and number of parameters. For a method that takes an array, the key has brackets
     * instead of the number.
     */
    private static Map<String, Method> declared(Class<?> type) {
        Map<String, Method> declared = new HashMap<>();
        Arrays.stream(type.getInterfaces())
                .filter(it -> it.getSimpleName().endsWith("Writer"))
                .flatMap(it -> Arrays.stream(it.getMethods()))
                .forEach(method -> declared.put(method.getName() + suffix(method), method));
        return declared;
    }

    private static String suffix(Method method) {
        boolean takesElements = method.getParameterCount() == 1
                && method.getParameterTypes()[0].isArray()
                && method.getParameterTypes()[0] != byte[].class;
        return takesElements ? "[]" : String.valueOf(method.getParameterCount());
    }

    private static Object[] arguments(Method method, Object... values) {
        Object[] arguments = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            arguments[i] = argument(method.getParameterTypes()[i], values[i]);
        }
        return arguments;
    }

    private static Object argument(Class<?> type, Object value) {
        if (value instanceof EnumValueDescriptor constant) {
            return type == int.class ? constant.getNumber() : constantOf(type, constant);
        } else if (value instanceof Integer number) {
            return type == long.class ? (Object) Integer.toUnsignedLong(number) : number;
        } else if (value instanceof ByteString bytes) {
            return type == Slice.class ? slice(bytes.toByteArray()) : bytes.toByteArray();
        } else if (value instanceof String text) {
            return type == Slice.class
                    ? slice(text.getBytes(UTF_8))
                    : type == String.class ? text : CharBuffer.wrap(text);
        }
        return value;
    }

    private static Slice slice(byte[] bytes) {
        byte[] amid = Arrays.copyOf(bytes, bytes.length + 3);
        return new Slice().wrap(amid, 0, bytes.length);
    }

    private static Object constantOf(Class<?> type, EnumValueDescriptor constant) {
        String name = EnumNames.of(constant.getType()).getOrDefault(constant.getNumber(), constant.getName());
        String shorter = EnumNames.withoutTypeName(constant.getType(), name);
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> it.toString().equals(name) || it.toString().equals(shorter))
                .findFirst()
                .orElseThrow();
    }
}
