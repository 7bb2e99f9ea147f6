package dev.interlock.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Shape;
import dev.interlock.processor.model.Parameter.Source;
import dev.interlock.processor.model.Parameter.Value;
import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Writes the expressions that convert text of one route's requests. */
final class TextWriter {
    private final String route;
    private final PathTemplate template;
    private final Sources sources;
    private final Constants constants;

    /**
     * For one route.
     *
     * @param route the constant of its number, which others of its constants are named after
     */
    TextWriter(String route, PathTemplate template, Sources sources, Constants constants) {
        this.route = route;
        this.template = template;
        this.sources = sources;
        this.constants = constants;
    }

    /** The type of the converted parameter. */
    TypeName type(Parameter.Text text) {
        TypeName type = TypeName.get(text.value().type());
        return switch (text.value().shape()) {
            case REQUIRED, NULLABLE -> type;
            case OPTIONAL -> ParameterizedTypeName.get(ClassName.get(Optional.class), type.box());
            case OPTIONAL_INT -> ClassName.get(OptionalInt.class);
            case OPTIONAL_LONG -> ClassName.get(OptionalLong.class);
            case OPTIONAL_DOUBLE -> ClassName.get(OptionalDouble.class);
            case LIST -> ParameterizedTypeName.get(ClassName.get(List.class), type.box());
            case SET -> ParameterizedTypeName.get(ClassName.get(Set.class), type.box());
            case ARRAY -> ArrayTypeName.of(type);
        };
    }

    /** Finds and converts the text. */
    CodeBlock expression(Parameter.Text text) {
        String metadata = metadata(text.source(), text.name(), text.fallback());
        Value value = text.value();
        if (value.shape().collects()) {
            return collection(text, metadata);
        }
        CodeBlock slice = slice(text);
        return switch (value.shape()) {
            case OPTIONAL_INT -> CodeBlock.of("$N.optionalInt($L)", metadata, slice);
            case OPTIONAL_LONG -> CodeBlock.of("$N.optionalLong($L)", metadata, slice);
            case OPTIONAL_DOUBLE -> CodeBlock.of("$N.optionalDouble($L)", metadata, slice);
            case OPTIONAL -> CodeBlock.of("$N.optional($L, $L)", metadata, constants.conversion(value), slice);
            case NULLABLE -> CodeBlock.of("$N.nullable($L, $L)", metadata, constants.conversion(value), slice);
            default -> required(metadata, value, slice);
        };
    }

    private CodeBlock required(String metadata, Value value, CodeBlock slice) {
        if (value.type().getKind().isPrimitive()) {
            return CodeBlock.of("$N.to$L($L)", metadata, capitalized(value), slice);
        }
        return CodeBlock.of("$N.to($L, $L)", metadata, constants.conversion(value), slice);
    }

    private static String capitalized(Value primitive) {
        String name = primitive.type().toString();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private CodeBlock collection(Parameter.Text text, String metadata) {
        Value value = text.value();
        CodeBlock conversion = constants.conversion(value);
        String fields = Sources.variable(text.source());
        int index = sources.indexOf(text.source(), text.name());
        if (value.shape() != Shape.ARRAY) {
            String method = value.shape() == Shape.SET ? "set" : "list";
            return CodeBlock.of("$N.$L($L, $L, $L)", metadata, method, conversion, fields, index);
        }
        TypeName type = TypeName.get(value.type());
        return type.isPrimitive()
                ? CodeBlock.of(
                        "($T[]) $N.primitiveArray($L, $L, $L, $T.class)",
                        type,
                        metadata,
                        conversion,
                        fields,
                        index,
                        type)
                : CodeBlock.of("$N.array($L, $L, $L, $T[]::new)", metadata, conversion, fields, index, type);
    }

    /** The constant that describes a parameter to the client whose request lacks it. */
    String metadata(Source source, String name, Optional<String> fallback) {
        String factory = source.name().toLowerCase(java.util.Locale.ROOT);
        CodeBlock.Builder value = CodeBlock.builder().add("$T.$L($S)", RuntimeTypes.PARAMETER, factory, name);
        fallback.ifPresent(text -> value.add(".orElse($S)", text));
        return constants.add(RuntimeTypes.PARAMETER, route + "__" + Names.upperSnake(name), value.build());
    }

    private CodeBlock slice(Parameter.Text text) {
        if (text.source() == Source.PATH) {
            return segment(text.name());
        }
        return CodeBlock.of(
                "$L.first($L)", Sources.variable(text.source()), sources.indexOf(text.source(), text.name()));
    }

    private CodeBlock segment(String name) {
        for (int i = 0; i < template.segments().size(); i++) {
            Segment segment = template.segments().get(i);
            if (segment instanceof CatchAll catchAll && catchAll.name().equals(name)) {
                return CodeBlock.of("request.path().rest($L)", i);
            }
            if (segment instanceof Variable variable && variable.name().equals(name)) {
                return variable.prefix().isEmpty() && variable.suffix().isEmpty()
                        ? CodeBlock.of("request.path().segment($L)", i)
                        : CodeBlock.of(
                                "request.path().segment($L, $L, $L)",
                                i,
                                length("PREFIX", variable, variable.prefix()),
                                length("SUFFIX", variable, variable.suffix()));
            }
        }
        throw new IllegalArgumentException("no variable " + name + " in " + template.text());
    }

    /** The bytes of fixed text around a variable, as a constant whose value says where it comes from. */
    private CodeBlock length(String which, Variable variable, String text) {
        if (text.isEmpty()) {
            return CodeBlock.of("0");
        }
        String wanted = route + "__" + Names.upperSnake(variable.name()) + "_" + which;
        int bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        CodeBlock value = bytes == text.length() ? CodeBlock.of("$S.length()", text) : CodeBlock.of("$L", bytes);
        return CodeBlock.of("$N", constants.add(TypeName.INT, wanted, value));
    }
}
