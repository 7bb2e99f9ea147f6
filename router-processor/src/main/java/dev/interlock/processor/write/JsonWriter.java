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
import dev.interlock.processor.model.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/** Writes the class that holds the codecs of an application's JSON. */
final class JsonWriter {
    private final Application application;
    private final JsonFields fields;

    JsonWriter(Application application, JsonFields fields) {
        this.application = application;
        this.fields = fields;
    }

    /** What the libraries are configured by, in the order in which the class takes them. */
    static List<ParameterSpec> configurations(JsonFields fields) {
        return fields.libraries().stream()
                .map(library -> ParameterSpec.builder(configuration(library), variable(library))
                        .build())
                .toList();
    }

    /** The configuration that applications have that are given none. */
    static CodeBlock standards(JsonFields fields, ClassName router) {
        return fields.libraries().stream()
                .map(library -> CodeBlock.of("$T.standard($T.class)", codecs(library), router))
                .collect(CodeBlock.joining(", "));
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
            type.addField(
                    FieldSpec.builder(codec, fields.name(body), Modifier.FINAL).build());
        }
        type.addMethod(constructor());
        return (fields.libraries().contains(JsonLibrary.JSONB) ? type.addMethod(shapes()) : type).build();
    }

    private MethodSpec constructor() {
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addParameters(configurations(fields));
        for (JsonLibrary library : fields.libraries()) {
            String codecs = variable(library) + "Codecs";
            boolean shaped = library == JsonLibrary.JSONB;
            constructor.addStatement(
                    "$T $N = new $T($N$L)",
                    codecs(library),
                    codecs,
                    codecs(library),
                    variable(library),
                    shaped ? ", shapes()" : "");
            fields.bodies().stream()
                    .filter(body -> body.library() == library)
                    .forEach(body -> constructor.addStatement(
                            "this.$N = $N.codec($L$L)",
                            fields.name(body),
                            codecs,
                            token(TypeName.get(body.type())),
                            shaped ? CodeBlock.of(", $S", body.shape()) : CodeBlock.of("")));
        }
        return constructor.build();
    }

    /** An expression whose value is the type. */
    private static CodeBlock token(TypeName type) {
        if (type instanceof ParameterizedTypeName parameterized) {
            CodeBlock arguments = parameterized.typeArguments().stream()
                    .map(JsonWriter::token)
                    .collect(CodeBlock.joining(", "));
            return CodeBlock.of("$T.of($T.class, $L)", RuntimeTypes.GENERIC_TYPE, parameterized.rawType(), arguments);
        }
        return type instanceof ArrayTypeName array && array.componentType() instanceof ParameterizedTypeName
                ? CodeBlock.of("$T.arrayOf($L)", RuntimeTypes.GENERIC_TYPE, token(array.componentType()))
                : CodeBlock.of("$T.class", type);
    }

    private MethodSpec shapes() {
        Map<String, JsonObject> objects = new TreeMap<>();
        fields.bodies().stream()
                .flatMap(body -> body.objects().stream())
                .forEach(object -> objects.putIfAbsent(object.name(), object));
        CodeBlock.Builder code = CodeBlock.builder().add("return new $T()$>$>", RuntimeTypes.JSON_SHAPES);
        objects.values().forEach(object -> add(object, code));
        return MethodSpec.methodBuilder("shapes")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(RuntimeTypes.JSON_SHAPES)
                .addCode(code.add(";$<$<\n").build())
                .build();
    }

    private static void add(JsonObject object, CodeBlock.Builder code) {
        code.add("\n.object($S, $L)", object.name(), token(TypeName.get(object.type())));
        for (JsonObject.Property property : object.properties()) {
            String method = property.required() ? "required" : "optional";
            code.add("\n.$N($S, $S)", method, property.name(), property.shape());
            property.aliases().forEach(alias -> code.add("\n.alias($S)", alias));
        }
    }
}
