package dev.interlock.processor.write.proto;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.proto.MessageWriter;
import dev.interlock.processor.runtime.RuntimeTypes;
import dev.interlock.processor.write.GeneratedMark;
import dev.interlock.processor.write.GeneratedNames;
import dev.interlock.processor.write.JavaLang;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** Writes the encoder of a {@code @ProtoWriter} interface. */
public final class EncoderWriter {
    private static final ParameterSpec PARAMETER = ParameterSpec.builder(
                    RuntimeTypes.MESSAGE_ENCODER, EncoderFields.MESSAGE)
            .build();
    private static final String PROCESSOR = "dev.interlock.processor.ProtoProcessor";

    private final MessageWriter writer;
    private final ClassName name;
    private final Marks marks;
    private final MutatorWriter mutators;

    private EncoderWriter(MessageWriter writer) {
        this.writer = writer;
        name = GeneratedNames.encoder(writer.type());
        marks = Marks.of(writer);
        mutators = new MutatorWriter(writer, marks);
    }

    /** Returns the file of the encoder for a message writer. */
    public static JavaFile write(MessageWriter writer) {
        EncoderWriter encoder = new EncoderWriter(writer);
        return JavaFile.builder(encoder.name.packageName(), encoder.type())
                .skipJavaLangImports(JavaLang.isClearIn(writer.type()))
                .indent("    ")
                .build();
    }

    private TypeSpec type() {
        List<MethodSpec> methods = mutators.methods();
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addOriginatingElement(writer.type())
                .avoidClashesWithNestedClasses(writer.type())
                .addJavadoc(
                        "Writes {@code $L} for {@link $T}.", writer.message().name(), ClassName.get(writer.type()))
                .addAnnotations(GeneratedMark.of(writer.type(), PROCESSOR))
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(ClassName.get(writer.type()));
        if (GeneratedNames.isPublic(writer.type())) {
            type.addModifiers(Modifier.PUBLIC);
        }
        if (DeprecatedParts.in(writer)) {
            type.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "{$S, $S}", "deprecation", "removal")
                    .build());
        }
        FieldSetup nested = FieldSetup.assigned(mutators.nestedFields(), PARAMETER);
        addFields(type, nested.fields());
        return type.addMethod(constructor())
                .addMethod(constructorForMessage(nested.calls()))
                .addMethods(nested.methods())
                .addMethod(beginOfResponse())
                .addMethod(begin())
                .addMethod(end())
                .addMethods(methods)
                .build();
    }

    private void addFields(TypeSpec.Builder type, List<FieldSpec> nested) {
        if (!marks.required().isEmpty()) {
            type.addField(required());
        }
        type.addField(constant(
                ParameterizedTypeName.get(ClassName.get(Function.class), RuntimeTypes.REQUEST, name),
                EncoderFields.SCOPE,
                CodeBlock.of("$T.scoped($T::new)", RuntimeTypes.MESSAGE_ENCODER, name)));
        type.addFields(mutators.constants());
        type.addField(RuntimeTypes.MESSAGE_ENCODER, EncoderFields.MESSAGE, Modifier.PRIVATE, Modifier.FINAL);
        type.addFields(nested);
    }

    private FieldSpec required() {
        CodeBlock names = marks.required().stream()
                .map(field -> CodeBlock.of("$S", field.name()))
                .collect(CodeBlock.joining(", "));
        return FieldSpec.builder(
                        ParameterizedTypeName.get(List.class, String.class),
                        EncoderFields.REQUIRED,
                        Modifier.PRIVATE,
                        Modifier.STATIC,
                        Modifier.FINAL)
                .addJavadoc("Required fields, in the order of their marks.")
                .initializer("$T.of($L)", List.class, names)
                .build();
    }

    private static FieldSpec constant(TypeName type, String name, CodeBlock value) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(value)
                .build();
    }

    private static MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addJavadoc(
                        "Creates an encoder for messages outside of a request. Call {@link #begin($T)} first.",
                        RuntimeTypes.BYTE_WRITER)
                .addModifiers(Modifier.PUBLIC)
                .addStatement("this(new $T())", RuntimeTypes.MESSAGE_ENCODER)
                .build();
    }

    private MethodSpec constructorForMessage(CodeBlock nested) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addJavadoc("Called by generated code: creates an encoder whose message may be within another message.")
                .addModifiers(Modifier.PUBLIC)
                .addParameter(PARAMETER)
                .addStatement(
                        "this.$N = $N.of($S, $L$L)",
                        EncoderFields.MESSAGE,
                        EncoderFields.MESSAGE,
                        writer.message().name(),
                        marks.count(),
                        marks.required().isEmpty() ? "" : ", " + EncoderFields.REQUIRED);
        return constructor.addCode(nested).build();
    }

    private MethodSpec beginOfResponse() {
        return MethodSpec.methodBuilder("begin")
                .addJavadoc("Called by generated code: begins the body of a response.")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(name)
                .addParameter(RuntimeTypes.REQUEST, "request")
                .addParameter(RuntimeTypes.RESPONSE, "response")
                .addStatement("return $N.apply(request).begin(response.body())", EncoderFields.SCOPE)
                .build();
    }

    private MethodSpec begin() {
        return MethodSpec.methodBuilder("begin")
                .addJavadoc(
                        "Begins a message after the bytes written so far. Abandons an earlier message that was not ended.")
                .addModifiers(Modifier.PUBLIC)
                .returns(name)
                .addParameter(RuntimeTypes.BYTE_WRITER, "out")
                .addStatement("$N.begin(out)", EncoderFields.MESSAGE)
                .addStatement("return this")
                .build();
    }

    private static MethodSpec end() {
        return MethodSpec.methodBuilder("end")
                .addJavadoc(
                        "Ends the message.\n\n@throws $T if a message within it is open, or a required field is missing",
                        IllegalStateException.class)
                .addModifiers(Modifier.PUBLIC)
                .addStatement("$N.end()", EncoderFields.MESSAGE)
                .build();
    }
}
