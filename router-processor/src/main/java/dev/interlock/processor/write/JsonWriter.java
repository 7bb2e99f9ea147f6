package dev.interlock.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.model.JsonBody;
import dev.interlock.processor.model.JsonLibrary;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the class that holds an application's JSON codecs. */
final class JsonWriter {
    /**
     * Largest number of codecs that one method sets. HotSpot does not compile methods above 8,000 bytecodes
     * (HugeMethodLimit).
     */
    private static final int MOST_CODECS = 128;

    private final Application application;
    private final JsonFields fields;

    JsonWriter(Application application, JsonFields fields) {
        this.application = application;
        this.fields = fields;
    }

    /** Returns the parameters for the configurations of the libraries, in the order of the constructor's parameters. */
    static List<ParameterSpec> configurations(JsonFields fields) {
        return fields.libraries().stream()
                .map(library -> ParameterSpec.builder(configuration(library), variable(library))
                        .build())
                .toList();
    }

    private static ClassName configuration(JsonLibrary library) {
        return switch (library) {
            case JSONB -> RuntimeTypes.JSONB;
            case JACKSON -> RuntimeTypes.OBJECT_MAPPER;
        };
    }

    private static String variable(JsonLibrary library) {
        return switch (library) {
            case JSONB -> "jsonb";
            case JACKSON -> "mapper";
        };
    }

    private static ClassName codecs(JsonLibrary library) {
        return switch (library) {
            case JSONB -> RuntimeTypes.JSONB_CODECS;
            case JACKSON -> RuntimeTypes.JACKSON_CODECS;
        };
    }

    private static ClassName codec(JsonLibrary library) {
        return switch (library) {
            case JSONB -> RuntimeTypes.JSONB_CODEC;
            case JACKSON -> RuntimeTypes.JACKSON_CODEC;
        };
    }

    TypeSpec type() {
        TypeSpec.Builder type = Declarations.generatedClass(
                        application, fields.holder().simpleName())
                .addJavadoc(
                        "Reads and writes the JSON of {@link $T}. Generated: edit the annotated classes instead.",
                        ClassName.get(application.packageName(), application.routerName()));
        for (JsonBody body : fields.bodies()) {
            TypeName codec = ParameterizedTypeName.get(
                    codec(body.library()), TypeName.get(body.type()).box());
            FieldSpec.Builder field = FieldSpec.builder(codec, fields.name(body));
            type.addField((isLarge() ? field : field.addModifiers(Modifier.FINAL)).build());
        }
        type.addMethod(standard()).addMethod(configured());
        addAssigning(type);
        if (fields.libraries().contains(JsonLibrary.JSONB)) {
            type.addMethods(ShapesWriter.methods(fields.bodies()));
        }
        return type.build();
    }

    /**
     * Whether there are too many codecs for one constructor. If so, separate methods set the fields, and the fields are
     * not final.
     */
    private boolean isLarge() {
        return fields.size() > MOST_CODECS;
    }

    /** Returns the constructor that uses the default configurations of the libraries. */
    private MethodSpec standard() {
        ClassName router = ClassName.get(application.packageName(), application.routerName());
        CodeBlock codecs = fields.libraries().stream()
                .map(library -> library == JsonLibrary.JSONB
                        ? CodeBlock.of("$T.byDefault($T.class, $T::shapes)", codecs(library), router, fields.holder())
                        : CodeBlock.of("$T.byDefault($T.class)", codecs(library), router))
                .collect(CodeBlock.joining(", "));
        return MethodSpec.constructorBuilder().addStatement("this($L)", codecs).build();
    }

    /** Returns the constructor that takes the configurations of the libraries. */
    private MethodSpec configured() {
        CodeBlock codecs = fields.libraries().stream()
                .map(library -> CodeBlock.of(
                        "$T.of($N$L)",
                        codecs(library),
                        variable(library),
                        library == JsonLibrary.JSONB ? ", shapes()" : ""))
                .collect(CodeBlock.joining(", "));
        return MethodSpec.constructorBuilder()
                .addParameters(configurations(fields))
                .addStatement("this($L)", codecs)
                .build();
    }

    /** Adds the private constructor that both public constructors call, and the methods that this constructor calls. */
    private void addAssigning(TypeSpec.Builder type) {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
        List<MethodSpec> others = new ArrayList<>();
        for (JsonLibrary library : fields.libraries()) {
            ParameterSpec codecs = ParameterSpec.builder(codecs(library), variable(library) + "Codecs")
                    .build();
            constructor.addParameter(codecs);
            List<CodeBlock> assignments = assignments(library, codecs);
            if (!isLarge()) {
                assignments.forEach(constructor::addStatement);
                continue;
            }
            for (int from = 0; from < assignments.size(); from += MOST_CODECS) {
                MethodSpec some = method(library, from, assignments, codecs);
                others.add(some);
                constructor.addStatement("$N($N)", some, codecs);
            }
        }
        type.addMethod(constructor.build()).addMethods(others);
    }

    private static MethodSpec method(JsonLibrary library, int from, List<CodeBlock> assignments, ParameterSpec codecs) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(variable(library) + "Codecs" + from / MOST_CODECS)
                .addModifiers(Modifier.PRIVATE)
                .addParameter(codecs);
        assignments
                .subList(from, Math.min(assignments.size(), from + MOST_CODECS))
                .forEach(method::addStatement);
        return method.build();
    }

    private List<CodeBlock> assignments(JsonLibrary library, ParameterSpec codecs) {
        return fields.bodies().stream()
                .filter(body -> body.library() == library)
                .map(body -> CodeBlock.of(
                        "this.$N = $N.codec($L$L)",
                        fields.name(body),
                        codecs,
                        token(TypeName.get(body.type())),
                        library == JsonLibrary.JSONB ? CodeBlock.of(", $S", body.shape()) : CodeBlock.of("")))
                .toList();
    }

    /** Returns an expression whose value represents the type at run time, including its type arguments. */
    static CodeBlock token(TypeName type) {
        // A parameterized type may lack type arguments of its own: a class within a generic class.
        if (type instanceof ParameterizedTypeName parameterized
                && !parameterized.typeArguments().isEmpty()) {
            CodeBlock arguments = parameterized.typeArguments().stream()
                    .map(JsonWriter::token)
                    .collect(CodeBlock.joining(", "));
            return CodeBlock.of("$T.of($T.class, $L)", RuntimeTypes.GENERIC_TYPE, parameterized.rawType(), arguments);
        }
        return type instanceof ArrayTypeName array && hasArguments(array)
                ? CodeBlock.of("$T.arrayOf($L)", RuntimeTypes.GENERIC_TYPE, token(array.componentType()))
                : CodeBlock.of("$T.class", Declarations.erased(type));
    }

    private static boolean hasArguments(TypeName type) {
        return type instanceof ArrayTypeName array
                ? hasArguments(array.componentType())
                : type instanceof ParameterizedTypeName parameterized
                        && !parameterized.typeArguments().isEmpty();
    }
}
