package dev.interlock.processor.read.proto;

import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.ValueType.Form;
import dev.interlock.processor.runtime.RuntimeNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * The cardinality and form of the field values that a Java type can hold.
 *
 * @param form form of the value or of each element; empty if no field can have values of this type
 * @param element Java type of the value or of each element
 */
record Shape(Cardinality cardinality, Optional<Form> form, TypeMirror element) {
    private static final Map<String, Form> REPEATED_SCALARS = Map.of(
            RuntimeNames.REPEATED_INT, Form.INT,
            RuntimeNames.REPEATED_LONG, Form.LONG,
            RuntimeNames.REPEATED_FLOAT, Form.FLOAT,
            RuntimeNames.REPEATED_DOUBLE, Form.DOUBLE,
            RuntimeNames.REPEATED_BOOLEAN, Form.BOOLEAN);

    private static final Map<String, Form> TEXTS = Map.of(
            "java.lang.CharSequence", Form.CHARACTERS, "java.lang.String", Form.STRING, RuntimeNames.SLICE, Form.SLICE);

    /** Returns the shape of the return type of a view's method. */
    static Shape returned(TypeMirror type) {
        String name = nameOf(type);
        Form scalar = REPEATED_SCALARS.get(name);
        if (scalar != null) {
            return new Shape(Cardinality.REPEATED, Optional.of(scalar), type);
        }
        if (name.equals(RuntimeNames.REPEATED)) {
            return argument(Cardinality.REPEATED, (DeclaredType) type);
        }
        return name.equals(RuntimeNames.ENTRIES)
                ? argument(Cardinality.MAP, (DeclaredType) type)
                : new Shape(Cardinality.SINGULAR, form(type), type);
    }

    /** Returns the shape of the parameter type of a writer's method. */
    static Shape taken(TypeMirror type) {
        Optional<Form> single = form(type);
        return single.isEmpty() && type instanceof ArrayType array
                ? new Shape(Cardinality.REPEATED, form(array.getComponentType()), array.getComponentType())
                : new Shape(Cardinality.SINGULAR, single, type);
    }

    private static Shape argument(Cardinality cardinality, DeclaredType type) {
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        return arguments.isEmpty()
                ? new Shape(cardinality, Optional.empty(), type)
                : new Shape(cardinality, form(arguments.get(0)), arguments.get(0));
    }

    private static Optional<Form> form(TypeMirror type) {
        return switch (type.getKind()) {
            case INT -> Optional.of(Form.INT);
            case LONG -> Optional.of(Form.LONG);
            case FLOAT -> Optional.of(Form.FLOAT);
            case DOUBLE -> Optional.of(Form.DOUBLE);
            case BOOLEAN -> Optional.of(Form.BOOLEAN);
            case ARRAY ->
                ((ArrayType) type).getComponentType().getKind() == TypeKind.BYTE
                        ? Optional.of(Form.BYTES)
                        : Optional.empty();
            case DECLARED -> declared((DeclaredType) type);
            default -> Optional.empty();
        };
    }

    private static Optional<Form> declared(DeclaredType type) {
        Form text = TEXTS.get(nameOf(type));
        if (text != null) {
            return Optional.of(text);
        }
        ElementKind kind = type.asElement().getKind();
        if (kind == ElementKind.ENUM) {
            return Optional.of(Form.ENUM);
        }
        return kind == ElementKind.INTERFACE ? Optional.of(Form.MESSAGE) : Optional.empty();
    }

    /** Returns the qualified name of a class or interface; empty text for any other type. */
    private static String nameOf(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                ? ((TypeElement) ((DeclaredType) type).asElement())
                        .getQualifiedName()
                        .toString()
                : "";
    }
}
