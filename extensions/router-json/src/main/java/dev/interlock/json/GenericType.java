package dev.interlock.json;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A class with type arguments, for example {@code List<Order>}. A class literal cannot express it. Immutable. */
public final class GenericType implements ParameterizedType {
    private final Class<?> rawType;
    private final List<Type> arguments;

    private GenericType(Class<?> rawType, List<Type> arguments) {
        this.rawType = rawType;
        this.arguments = arguments;
    }

    public static GenericType of(Class<?> rawType, Type... arguments) {
        return new GenericType(rawType, List.of(arguments));
    }

    /** Returns the type of an array whose elements have the given type. */
    public static Type arrayOf(Type component) {
        return new GenericArray(component);
    }

    private record GenericArray(Type getGenericComponentType) implements GenericArrayType {}

    @Override
    public Type[] getActualTypeArguments() {
        return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
        return rawType;
    }

    /**
     * Returns null, even for a nested class. The class around it has no type arguments, and avaje-jsonb rejects an
     * owner type.
     */
    @Override
    public @Nullable Type getOwnerType() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParameterizedType that
                && rawType.equals(that.getRawType())
                && Arrays.equals(getActualTypeArguments(), that.getActualTypeArguments());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(getActualTypeArguments()) ^ rawType.hashCode();
    }

    @Override
    public String toString() {
        String list = arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", "));
        return rawType.getName() + "<" + list + ">";
    }
}
