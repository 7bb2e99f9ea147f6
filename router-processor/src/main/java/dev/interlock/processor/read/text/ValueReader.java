package dev.interlock.processor.read.text;

import dev.interlock.processor.model.Parameter.Shape;
import dev.interlock.processor.model.Parameter.Value;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Splits the type of a parameter into a wrapper and the type within it, and finds the conversion of text to the type
 * within.
 */
public final class ValueReader {
    private static final Map<String, Shape> WRAPPERS = Map.of(
            "java.util.Optional", Shape.OPTIONAL,
            "java.util.List", Shape.LIST,
            "java.util.Collection", Shape.LIST,
            "java.util.Set", Shape.SET);

    private static final Map<String, Shape> PRIMITIVE_OPTIONALS = Map.of(
            "java.util.OptionalInt", Shape.OPTIONAL_INT,
            "java.util.OptionalLong", Shape.OPTIONAL_LONG,
            "java.util.OptionalDouble", Shape.OPTIONAL_DOUBLE);

    private final Scope scope;
    private final ConversionReader conversions;

    public ValueReader(Scope scope) {
        this.scope = scope;
        this.conversions = new ConversionReader(scope);
    }

    /** Reads the type of a parameter that is bound to text; empty if text cannot be converted to this type. */
    public Optional<Value> read(Element element, TypeMirror type) {
        Wrapped wrapped = unwrap(element, type);
        return conversions
                .read(wrapped.type())
                .map(conversion -> new Value(wrapped.type(), conversion, wrapped.shape()));
    }

    /**
     * Splits a type into a wrapper and the type within it. Wrappers are optionals, collections and arrays. Any other
     * type has no wrapper.
     */
    public Wrapped unwrap(Element element, TypeMirror type) {
        String name = Classes.nameOf(type);
        Shape primitiveOptional = PRIMITIVE_OPTIONALS.get(name);
        if (primitiveOptional != null) {
            return new Wrapped(scope.types().getPrimitiveType(primitiveOf(primitiveOptional)), primitiveOptional);
        }
        if (type instanceof ArrayType array) {
            return new Wrapped(array.getComponentType(), Shape.ARRAY);
        }
        Shape wrapper = WRAPPERS.get(name);
        if (wrapper != null) {
            List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
            return new Wrapped(arguments.size() == 1 ? arguments.get(0) : type, wrapper);
        }
        return new Wrapped(type, Annotations.isNullable(element, type) ? Shape.NULLABLE : Shape.REQUIRED);
    }

    private static TypeKind primitiveOf(Shape optional) {
        return switch (optional) {
            case OPTIONAL_INT -> TypeKind.INT;
            case OPTIONAL_LONG -> TypeKind.LONG;
            default -> TypeKind.DOUBLE;
        };
    }

    /**
     * A type and the wrapper around it.
     *
     * @param type type without the wrapper
     */
    public record Wrapped(TypeMirror type, Shape shape) {}
}
