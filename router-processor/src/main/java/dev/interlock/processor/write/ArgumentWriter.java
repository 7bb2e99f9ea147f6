package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.BodyType;
import dev.interlock.processor.model.Parameter.Shape;
import dev.interlock.processor.model.Parameter.Source;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the lines that declare the arguments of a handler. Each line declares the variable for one argument. */
final class ArgumentWriter {
    private final CodeBlock.Builder code;
    private final Names locals;
    private final TextWriter texts;
    private final Handler handler;
    private final ChecksClass checks;
    private final Alternatives alternatives;
    /** Statements that create the parameter groups. They run after the components are bound and checked. */
    private final CodeBlock.Builder groups = CodeBlock.builder();

    private final Map<Parameter, String> variables = new HashMap<>();
    private final JsonFields json;
    private String writer = "";
    /** Name of the variable that collects the missing members of a checked JSON body; empty if there is none. */
    private String missing = "";

    ArgumentWriter(
            CodeBlock.Builder code,
            Names locals,
            TextWriter texts,
            JsonFields json,
            Handler handler,
            Alternatives alternatives,
            ChecksClass checks) {
        this.json = json;
        this.code = code;
        this.locals = locals;
        this.texts = texts;
        this.handler = handler;
        this.checks = checks;
        this.alternatives = alternatives;
    }

    /** Writes the line for an argument, if the argument needs a line. Returns the expression for the argument. */
    CodeBlock write(Parameter parameter) {
        if (parameter instanceof Parameter.Request) {
            return CodeBlock.of("request");
        }
        if (parameter instanceof Parameter.Response) {
            return CodeBlock.of("response");
        }
        if (parameter instanceof Parameter.Writer) {
            // The caller declares this variable later, after all code that may reject the request.
            writer = local(parameter);
            return CodeBlock.of("$N", writer);
        }
        if (parameter instanceof Parameter.Text text) {
            return declare(parameter, texts.type(text), texts.expression(text));
        }
        if (parameter instanceof Parameter.File file) {
            return declare(parameter, wrapped(file.shape(), RuntimeTypes.BODY_PART), file(file));
        }
        if (parameter instanceof Parameter.Attribute attribute) {
            return attribute(attribute);
        }
        if (parameter instanceof Parameter.Principal principal) {
            return principal(principal);
        }
        if (parameter instanceof Parameter.Body body) {
            return body(body);
        }
        return group((Parameter.Group) parameter);
    }

    /** Returns the statements that create the groups among the arguments; empty if there are none. */
    CodeBlock groups() {
        return groups.build();
    }

    /** Returns the name of the variable for a parameter. The caller must have written the parameter before. */
    String variable(Parameter parameter) {
        return Objects.requireNonNull(variables.get(parameter));
    }

    /**
     * Returns the name of the variable for the response writer; empty if no parameter is a writer. The caller declares
     * the variable.
     */
    String writer() {
        return writer;
    }

    private CodeBlock declare(Parameter parameter, TypeName type, CodeBlock value) {
        return declare(code, parameter, type, value);
    }

    private CodeBlock declare(CodeBlock.Builder block, Parameter parameter, TypeName type, CodeBlock value) {
        String name = local(parameter);
        // The value may contain statements, which JavaPoet does not allow within addStatement().
        block.add("$T $N = $L;\n", type, name, value);
        return CodeBlock.of("$N", name);
    }

    private String local(Parameter parameter) {
        String name =
                locals.unique(Names.local(parameter.element().getSimpleName().toString()), "");
        variables.put(parameter, name);
        return name;
    }

    private static TypeName wrapped(Shape shape, TypeName type) {
        return switch (shape) {
            case OPTIONAL -> ParameterizedTypeName.get(ClassName.get(Optional.class), type.box());
            case LIST -> ParameterizedTypeName.get(ClassName.get(List.class), type.box());
            default -> type;
        };
    }

    private CodeBlock file(Parameter.File file) {
        return switch (file.shape()) {
            case LIST -> CodeBlock.of("parts.all($L)", texts.index(file));
            case OPTIONAL -> CodeBlock.of("$T.ofNullable($L)", Optional.class, firstPart(file));
            case NULLABLE -> firstPart(file);
            default -> {
                String metadata = texts.metadata(Source.PART, file.name(), Optional.empty());
                yield CodeBlock.of("$N.required($L)", metadata, firstPart(file));
            }
        };
    }

    private CodeBlock firstPart(Parameter.File file) {
        return CodeBlock.of("parts.first($L)", texts.index(file));
    }

    /** Returns the type for a class literal: without type arguments, and boxed if the type is primitive. */
    private static TypeName raw(TypeName type) {
        return Declarations.erased(type).box();
    }

    /**
     * Returns the value of an attribute, cast to the type of the parameter. If this type has type arguments, also
     * suppresses the warning about a cast that cannot be checked at run time.
     */
    private CodeBlock unchecked(TypeName type, CodeBlock value) {
        if (Declarations.erased(type).equals(type)) {
            return value;
        }
        code.add("@$T($S)\n", SuppressWarnings.class, "unchecked");
        return CodeBlock.of("($T) $L", type, value);
    }

    private CodeBlock principal(Parameter.Principal principal) {
        TypeName type = TypeName.get(principal.type());
        String method = principal.shape() == Shape.REQUIRED ? "principal" : "principalIfAny";
        CodeBlock value = unchecked(type, CodeBlock.of("request.$L($T.class)", method, raw(type)));
        return principal.shape() == Shape.OPTIONAL
                ? declare(
                        principal,
                        wrapped(Shape.OPTIONAL, type),
                        CodeBlock.of("$T.ofNullable($L)", Optional.class, value))
                : declare(principal, type, value);
    }

    private CodeBlock attribute(Parameter.Attribute attribute) {
        TypeName type = TypeName.get(attribute.type());
        CodeBlock value = unchecked(type, CodeBlock.of("request.attribute($S, $T.class)", attribute.name(), raw(type)));
        return switch (attribute.shape()) {
            case OPTIONAL ->
                declare(
                        attribute,
                        wrapped(Shape.OPTIONAL, type),
                        CodeBlock.of("$T.ofNullable($L)", Optional.class, value));
            case NULLABLE -> declare(attribute, type, value);
            default ->
                declare(
                        attribute,
                        type,
                        CodeBlock.of(
                                "$T.requireNonNull($L, $S)",
                                Objects.class,
                                value,
                                "no filter set the attribute '" + attribute.name() + "'"));
        };
    }

    /** Returns the name of the variable that collects the missing members of a JSON body; empty if there is none. */
    String missing() {
        return missing;
    }

    /** Declares the variable that collects missing members, if the body is JSON and the handler has checks. */
    private void declareMissing(Parameter.Body body) {
        boolean isChecked =
                handler.checks().stream().anyMatch(it -> !it.checks().isEmpty());
        if (body.bodyType() == BodyType.JSON && isChecked) {
            missing = locals.unique("missing", "");
            code.addStatement("$1T $2N = $1T.of(request)", RuntimeTypes.MISSING_MEMBERS, missing);
        }
    }

    /** Returns the lambda that checks each value in a streamed body; empty if the values have no checks. */
    private CodeBlock elementCheck(Parameter.Body body) {
        List<Checks> all = handler.checks().stream()
                .filter(it -> it.parameter().equals(body))
                .flatMap(it -> it.elements().stream())
                .toList();
        if (all.isEmpty()) {
            return CodeBlock.of("");
        }
        return ChecksWriter.lambda(all, false, locals, checks);
    }

    private CodeBlock body(Parameter.Body body) {
        TypeName type = TypeName.get(body.type());
        List<Codec> codecs = handler.consumed().codecs();
        if (body.bodyType() == BodyType.JSON_LINES) {
            return declare(body, type, Codecs.readLines(body, codecs.get(0), json, elementCheck(body)));
        }
        declareMissing(body);
        if (codecs.size() == 1) {
            return declare(body, type, Codecs.read(body, codecs.get(0), json, missing));
        }
        String name = local(body);
        code.add("$T $N = switch ($T.typeOf(request)) {\n$>", type, name, RuntimeTypes.BODIES)
                .add(alternatives.branches(
                        handler.consumed(), "__OF_", codec -> Codecs.read(body, codec, json, missing)))
                .add("$<};\n");
        return CodeBlock.of("$N", name);
    }

    private CodeBlock group(Parameter.Group group) {
        List<CodeBlock> components =
                group.components().stream().map(this::write).toList();
        TypeName type = TypeName.get(group.type());
        CodeBlock constructed = type instanceof ParameterizedTypeName parameterized
                ? CodeBlock.of("$T<>", parameterized.rawType())
                : CodeBlock.of("$T", type);
        CodeBlock created = CodeBlock.of("new $L($L)", constructed, CodeBlock.join(components, ", "));
        List<String> names = namesOf(group);
        // A failure of the constructor is a mistake of the client only if a value of the record comes from the client.
        return names.isEmpty() ? declare(groups, group, type, created) : declareRefusable(group, type, created, names);
    }

    private CodeBlock declareRefusable(Parameter.Group group, TypeName type, CodeBlock created, List<String> names) {
        String name = local(group);
        String refusal = locals.unique("refusal", "");
        CodeBlock shown = names.stream().map(it -> CodeBlock.of("$S", it)).collect(CodeBlock.joining(",$W"));
        groups.addStatement("$T $N", type, name)
                .beginControlFlow("try")
                .addStatement("$N = $L", name, created)
                .nextControlFlow("catch ($T $N)", Exception.class, refusal)
                .addStatement("throw $T.refused($N,$W$L)", RuntimeTypes.PARAMETER, refusal, shown)
                .endControlFlow();
        return CodeBlock.of("$N", name);
    }

    /** Returns the names of the values in a request that the group consists of. */
    static List<String> namesOf(Parameter.Group group) {
        return group.flat().flatMap(ArgumentWriter::name).toList();
    }

    private static Stream<String> name(Parameter parameter) {
        if (parameter instanceof Parameter.Text text) {
            return Stream.of(text.name());
        }
        if (parameter instanceof Parameter.File file) {
            return Stream.of(file.name());
        }
        return parameter instanceof Parameter.Body ? Stream.of("body") : Stream.of();
    }
}
