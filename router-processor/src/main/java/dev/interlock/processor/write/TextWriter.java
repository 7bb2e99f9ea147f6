package dev.interlock.processor.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Mark;
import dev.interlock.processor.model.Parameter.Shape;
import dev.interlock.processor.model.Parameter.Source;
import dev.interlock.processor.model.Parameter.Value;
import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Writes expressions that read text from requests of one route and convert the text. */
final class TextWriter {
    private final PathTemplate template;
    private final Sources sources;
    private final Constants constants;

    /** Creates a writer for one route. */
    TextWriter(PathTemplate template, Sources sources, Constants constants) {
        this.template = template;
        this.sources = sources;
        this.constants = constants;
    }

    /** Key of a constant that describes a parameter. Equal descriptions share one constant. */
    private record Described(Source source, String name, Optional<String> fallback, boolean secret) {}

    /** Returns the type of the converted parameter. */
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

    /** Returns an expression that reads the text of a parameter and converts it. */
    CodeBlock expression(Parameter.Text text) {
        boolean secret = text.marks().contains(Mark.SECRET);
        String metadata = metadata(text.source(), text.name(), text.fallback(), secret);
        Value value = text.value();
        if (value.shape().collects()) {
            return collection(text, metadata);
        }
        CodeBlock slice = slice(text, metadata);
        return switch (value.shape()) {
            case OPTIONAL_INT -> CodeBlock.of("$N.optionalInt($L)", metadata, slice);
            case OPTIONAL_LONG -> CodeBlock.of("$N.optionalLong($L)", metadata, slice);
            case OPTIONAL_DOUBLE -> CodeBlock.of("$N.optionalDouble($L)", metadata, slice);
            case OPTIONAL -> CodeBlock.of("$N.optional($L,$W$L)", metadata, constants.conversion(value), slice);
            case NULLABLE -> CodeBlock.of("$N.nullable($L,$W$L)", metadata, constants.conversion(value), slice);
            default -> required(metadata, value, slice);
        };
    }

    private CodeBlock required(String metadata, Value value, CodeBlock slice) {
        if (value.type().getKind().isPrimitive()) {
            return CodeBlock.of("$N.to$L($L)", metadata, capitalized(value), slice);
        }
        return CodeBlock.of("$N.to($L,$W$L)", metadata, constants.conversion(value), slice);
    }

    private static String capitalized(Value primitive) {
        // The text of the type would include annotations, so use the name of the kind.
        String name = primitive.type().getKind().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private CodeBlock collection(Parameter.Text text, String metadata) {
        Value value = text.value();
        CodeBlock conversion = constants.conversion(value);
        CodeBlock occurrences = CodeBlock.of("$L,$W$L", Sources.variable(text.source()), index(text));
        if (value.shape() != Shape.ARRAY) {
            String method = value.shape() == Shape.SET ? "set" : "list";
            return CodeBlock.of("$N.$L($L,$W$L)", metadata, method, conversion, occurrences);
        }
        TypeName type = TypeName.get(value.type());
        return type.isPrimitive()
                ? CodeBlock.of(
                        "($T[]) $N.primitiveArray($L,$W$L,$W$T.class)", type, metadata, conversion, occurrences, type)
                : CodeBlock.of("$N.array($L,$W$L,$W$T[]::new)", metadata, conversion, occurrences, type);
    }

    /**
     * Returns the name of the constant that describes a parameter. Error responses contain this description. For
     * example, a client sees it if the request lacks the parameter.
     */
    String metadata(Source source, String name, Optional<String> fallback) {
        return metadata(source, name, fallback, false);
    }

    private String metadata(Source source, String name, Optional<String> fallback, boolean secret) {
        return constants.share(
                new Described(source, name, fallback, secret),
                RuntimeTypes.PARAMETER,
                source.name() + "_" + Names.upperSnake(name),
                () -> {
                    String factory = source.name().toLowerCase(Locale.ROOT);
                    CodeBlock.Builder value =
                            CodeBlock.builder().add("$T.$L($S)", RuntimeTypes.PARAMETER, factory, name);
                    fallback.ifPresent(text -> value.add(".orElse($S)", text));
                    if (secret) {
                        value.add(".secret()");
                    }
                    return value.build();
                });
    }

    /** Returns the index of the name of a part among the names of all parts that the route reads. */
    int index(Parameter.File file) {
        return sources.indexOf(Source.PART, file.name());
    }

    private int index(Parameter.Text text) {
        return sources.indexOf(text.source(), text.name());
    }

    private CodeBlock slice(Parameter.Text text, String metadata) {
        return text.source() == Source.PATH
                ? segment(text, metadata)
                : CodeBlock.of("$L.first($L)", Sources.variable(text.source()), index(text));
    }

    private CodeBlock segment(Parameter.Text text, String metadata) {
        String name = text.name();
        for (int i = 0; i < template.segments().size(); i++) {
            Segment segment = template.segments().get(i);
            if (segment instanceof CatchAll catchAll && catchAll.name().equals(name)) {
                return text.marks().contains(Mark.DOT_SEGMENTS)
                        ? CodeBlock.of("request.path().rest($L)", i)
                        : CodeBlock.of("$N.rest(request.path(),$W$L)", metadata, i);
            }
            if (segment instanceof Variable variable && variable.name().equals(name)) {
                return segment(variable, metadata, i);
            }
        }
        throw new IllegalArgumentException("no variable " + name + " in " + template.text());
    }

    private CodeBlock segment(Variable variable, String metadata, int position) {
        if (variable.prefix().isEmpty() && variable.suffix().isEmpty()) {
            return CodeBlock.of("request.path().segment($L)", position);
        }
        String prefix = length(metadata + "_PREFIX_BYTES", variable.prefix());
        String suffix = length(metadata + "_SUFFIX_BYTES", variable.suffix());
        return CodeBlock.of("request.path().segment($L,$W$N,$W$N)", position, prefix, suffix);
    }

    private String length(String wanted, String text) {
        int bytes = text.getBytes(UTF_8).length;
        return constants.share(List.of(wanted, bytes), TypeName.INT, wanted, () -> CodeBlock.of("$L", bytes));
    }
}
