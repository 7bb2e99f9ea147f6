package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.proto.EnumConstants;
import dev.interlock.processor.model.proto.FieldSchema;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import javax.lang.model.element.Modifier;

/** Constants of an encoder. The first call for a constant adds the constant. */
final class EncoderConstants {
    private final Marks marks;
    private final Names names;
    private final Map<String, String> known = new LinkedHashMap<>();
    private final List<FieldSpec> fields = new ArrayList<>();

    /**
     * Creates an empty set of constants.
     *
     * @param types simple names of classes in the code. No constant has one of these names, because it would obscure
     *     the class (JLS section 6.4.2)
     */
    EncoderConstants(Marks marks, Set<String> types) {
        this.marks = marks;
        Set<String> taken = new HashSet<>(types);
        taken.add(EncoderFields.REQUIRED);
        taken.add(EncoderFields.SCOPE);
        names = new Names(taken);
    }

    /** Returns the constant for the tag of a field that is not written packed. */
    String tag(FieldSchema field) {
        return tag(field, WireTypes.of(field), upperSnake(field) + "_TAG");
    }

    /** Returns the constant for the tag of a field that is written packed. */
    String packedTag(FieldSchema field) {
        return tag(field, WireTypes.LEN, upperSnake(field) + "_TAG");
    }

    /** Returns the constant for the tag of the key, or of the value, in the entries of a map. */
    String entryTag(FieldSchema map, FieldSchema keyOrValue) {
        String name = upperSnake(map) + "_" + upperSnake(keyOrValue) + "_TAG";
        return known.computeIfAbsent(name, it -> addTag(it, keyOrValue, WireTypes.of(keyOrValue)));
    }

    private String tag(FieldSchema field, String wireType, String name) {
        return known.computeIfAbsent(field.number() + wireType, it -> addTag(name, field, wireType));
    }

    private String addTag(String name, FieldSchema field, String wireType) {
        CodeBlock value = CodeBlock.of(
                "$L << $T.TYPE_BITS | $T.$L", field.number(), RuntimeTypes.WIRE, RuntimeTypes.WIRE, wireType);
        return add(TypeName.INT, name, FieldText.of(field), value);
    }

    /** Returns the constant for the mark of a field. The field must have a mark. */
    String mark(FieldSchema field) {
        return known.computeIfAbsent(
                "mark " + field.number(),
                it -> add(
                        TypeName.INT,
                        upperSnake(field) + "_MARK",
                        "Mark that tells that {@code %s} was written".formatted(field.name()),
                        CodeBlock.of("$L", marks.of(field).orElseThrow())));
    }

    /** Returns the constant that maps the constants of a Java enum to protobuf numbers. */
    String numbers(EnumConstants constants) {
        ClassName type = ClassName.get(constants.type());
        return known.computeIfAbsent("numbers " + type, it -> addNumbers(type, constants));
    }

    private String addNumbers(ClassName type, EnumConstants constants) {
        CodeBlock written = constants.constants().stream()
                .map(it -> CodeBlock.of("$T.$L", type, it.name()))
                .collect(CodeBlock.joining(", "));
        CodeBlock.Builder value = CodeBlock.builder()
                .add("$T.numbers($T.class,$W$T.of($L)", RuntimeTypes.WIRE, type, List.class, written);
        for (EnumConstants.Constant constant : constants.constants()) {
            value.add(", $L", constant.number());
        }
        value.add(")");
        return add(
                ParameterizedTypeName.get(ClassName.get(ToIntFunction.class), type),
                Names.constant(Names.upperSnake(type.simpleName())) + "_NUMBERS",
                "Numbers of {@link $T}",
                value.build(),
                type);
    }

    private String add(TypeName type, String wanted, String javadoc, CodeBlock value, Object... arguments) {
        String name = names.unique(wanted, "_");
        fields.add(FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(javadoc + ".", arguments)
                .initializer(value)
                .build());
        return name;
    }

    /**
     * Returns the name of a constant for a field. If the name of the field cannot begin a Java name, uses the number of
     * the field.
     */
    static String upperSnake(FieldSchema field) {
        String snake = Names.upperSnake(field.name());
        return snake.isEmpty() || Character.isDigit(snake.charAt(0)) ? "FIELD_" + field.number() : snake;
    }

    /** Returns the fields in the order of their first use. */
    List<FieldSpec> fields() {
        return fields;
    }
}
