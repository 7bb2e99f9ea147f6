package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.proto.Cardinality;
import dev.interlock.processor.model.proto.MessageView;
import dev.interlock.processor.model.proto.MessageView.Accessor;
import dev.interlock.processor.model.proto.MessageView.Case;
import dev.interlock.processor.model.proto.MessageView.Value;
import dev.interlock.processor.model.proto.ValueType;
import dev.interlock.processor.model.proto.ValueType.Form;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.CodeWeight;
import dev.interlock.processor.write.GeneratedNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the {@code copy()} method of a view, and the class of the copy. */
final class CopyWriter {
    private static final String VALUES = "values";
    private static final String NAMES = "NAMES";
    private static final String COPY = "Copy";
    private static final TypeName OBJECTS = ArrayTypeName.of(Object.class);

    private final ClassName view;
    private final ClassName decoder;
    private final List<Accessor> accessors;
    private final AccessorWriter writer;

    CopyWriter(MessageView view, AccessorWriter writer) {
        this.view = ClassName.get(view.type());
        this.decoder = GeneratedNames.decoder(view.type());
        this.accessors = view.methods().stream()
                .filter(it -> !(it instanceof MessageView.Copy))
                .toList();
        this.writer = writer;
    }

    /** Returns the methods of the decoder that create copies. */
    List<MethodSpec> methods() {
        List<CodeBlock> assignments = new ArrayList<>();
        for (Accessor accessor : accessors) {
            assignments.add(CodeBlock.builder()
                    .addStatement("$N[$L] = $L", VALUES, assignments.size(), copied(accessor))
                    .build());
        }
        List<List<CodeBlock>> runs = CodeWeight.split(assignments, CodeWeight.BUDGET, CodeWeight::of);
        List<MethodSpec> parts = new ArrayList<>();
        if (runs.size() > 1) {
            runs.forEach(run -> parts.add(part("copyPart" + (parts.size() + 1), run)));
        }
        MethodSpec.Builder copy = MethodSpec.methodBuilder("copy")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(view)
                .addStatement("$T $N = new $T[$L]", OBJECTS, VALUES, Object.class, accessors.size());
        if (parts.isEmpty()) {
            assignments.forEach(copy::addCode);
        } else {
            parts.forEach(part -> copy.addStatement("$N($N)", part, VALUES));
        }
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(copy.addStatement("return new $N($N)", COPY, VALUES).build());
        methods.addAll(parts);
        methods.add(empty());
        return methods;
    }

    private static MethodSpec part(String name, List<CodeBlock> assignments) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE).addParameter(OBJECTS, VALUES);
        assignments.forEach(method::addCode);
        return method.build();
    }

    private MethodSpec empty() {
        return MethodSpec.methodBuilder("empty")
                .addJavadoc("Returns a copy of a message without fields.")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(view)
                .addStatement("$T tape = new $T()", RuntimeTypes.TAPE, RuntimeTypes.TAPE)
                .addStatement("tape.begin(new byte[0], 0, 0)")
                .addStatement("return absent(new $T(tape), $L).copy()", decoder, DecoderConstants.RECORD)
                .build();
    }

    /** Returns an expression for the value of an accessor in the form that a copy keeps. */
    private CodeBlock copied(Accessor accessor) {
        CodeBlock call = CodeBlock.of("$N()", name(accessor));
        if (!(accessor instanceof Value value)) {
            return call;
        }
        Form form = value.type().form();
        if (form == Form.MESSAGE) {
            return message(value, call);
        }
        if (!isRepeated(value)) {
            return switch (form) {
                case CHARACTERS -> CodeBlock.of("$L.toString()", call);
                case SLICE -> CodeBlock.of("$L.toByteArray()", call);
                default -> call;
            };
        }
        return switch (form) {
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN -> CodeBlock.of("$L.toArray()", call);
            default -> CodeBlock.of("$T.elements($L)", RuntimeTypes.COPIED_VIEW, call);
        };
    }

    private CodeBlock message(Value value, CodeBlock call) {
        TypeName type = TypeNames.of(value.type());
        if (!isRepeated(value)) {
            return CodeBlock.of(
                    "$L ? $L.copy() : null", writer.messagePresence(value).orElseThrow(), call);
        }
        String method = isMap(value) ? "entries" : "messages";
        return CodeBlock.of("$T.$L($L, $T::copy)", RuntimeTypes.COPIED_VIEW, method, call, type);
    }

    /** Returns the class of the copy. */
    TypeSpec type() {
        String names = accessors.stream().map(CopyWriter::name).collect(Collectors.joining(" "));
        TypeSpec.Builder type = TypeSpec.classBuilder(COPY)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(RuntimeTypes.COPIED_VIEW)
                .addSuperinterface(view)
                .addField(FieldSpec.builder(String.class, NAMES, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("$S", names)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addParameter(OBJECTS, VALUES)
                        .addStatement("super($S, $N, $N)", view.simpleName(), NAMES, VALUES)
                        .build());
        for (int i = 0; i < accessors.size(); i++) {
            type.addMethod(accessor(accessors.get(i), CodeBlock.of("$N[$L]", VALUES, i)));
        }
        return type.addMethod(method("copy", view).addStatement("return this").build())
                .build();
    }

    private MethodSpec accessor(Accessor accessor, CodeBlock kept) {
        if (accessor instanceof Value value && isRepeated(value)) {
            TypeName type = writer.repeatedType(value);
            return method(name(accessor), type)
                    .addStatement("return $L($L)", reader(value), kept)
                    .build();
        }
        ValueType type = accessor instanceof Value value
                ? value.type()
                : accessor instanceof Case oneof ? oneof.type() : ValueType.of(Form.BOOLEAN);
        return method(name(accessor), TypeNames.of(type))
                .addStatement("return $L", given(type, kept))
                .build();
    }

    private static CodeBlock given(ValueType type, CodeBlock kept) {
        return switch (type.form()) {
            case CHARACTERS, STRING -> CodeBlock.of("($T) $L", String.class, kept);
            case SLICE -> CodeBlock.of("slice($L)", kept);
            case BYTES -> CodeBlock.of("bytes($L)", kept);
            case MESSAGE -> {
                ClassName decoder = GeneratedNames.decoder(type.message().orElseThrow());
                yield CodeBlock.of("$L == null ? $T.empty() : ($T) $L", kept, decoder, TypeNames.of(type), kept);
            }
            default -> CodeBlock.of("($T) $L", TypeNames.of(type), kept);
        };
    }

    /** Returns the name of the runtime method that creates a repeated field from the value that the copy keeps. */
    private String reader(Value value) {
        return switch (value.type().form()) {
            case INT -> "ints";
            case LONG -> "longs";
            case FLOAT -> "floats";
            case DOUBLE -> "doubles";
            case BOOLEAN -> "booleans";
            case SLICE -> "slices";
            case BYTES -> "arrays";
            case MESSAGE -> isMap(value) ? "map" : "repeated";
            case CHARACTERS, STRING, ENUM -> "repeated";
        };
    }

    private static MethodSpec.Builder method(String name, TypeName result) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(result);
    }

    private static String name(Accessor accessor) {
        return accessor.method().getSimpleName().toString();
    }

    private static boolean isRepeated(Value value) {
        return value.field().cardinality() != Cardinality.SINGULAR;
    }

    private static boolean isMap(Value value) {
        return value.field().cardinality() == Cardinality.MAP;
    }
}
