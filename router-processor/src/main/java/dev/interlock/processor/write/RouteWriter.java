package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.Execution;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Source;
import dev.interlock.processor.model.Result.BodyType;
import dev.interlock.processor.model.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Writes what generated code has of one route. */
final class RouteWriter {
    private final NumberedRoute route;
    private final Handler handler;
    private final JsonFields json;

    RouteWriter(NumberedRoute route, JsonFields json) {
        this.route = route;
        this.json = json;
        this.handler = route.route().handler();
    }

    /** The constant of the route's number. */
    FieldSpec number() {
        return FieldSpec.builder(
                        TypeName.INT, route.names().constant(), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addJavadoc(JavadocText.of(route.route()))
                .initializer("$L", route.number())
                .build();
    }

    /** What the runtime knows of the route before it is called. */
    CodeBlock info() {
        Route declared = route.route();
        TypeElement controller = handler.controller().type();
        CodeBlock.Builder info = CodeBlock.builder()
                .add(
                        "$T.of($N, $S, $S, $S)$>$>",
                        RuntimeTypes.ROUTE_INFO,
                        route.names().constant(),
                        declared.method(),
                        declared.template().text(),
                        controller.getQualifiedName() + "." + handler.method().getSimpleName());
        consumed().ifPresent(types -> info.add("\n.consumes($L)", types));
        produced().ifPresent(types -> info.add("\n.produces($L)", types));
        handler.settings().maxBody().ifPresent(bytes -> info.add("\n.maxBody($L)", bytes));
        ResultWriter.status(handler).ifPresent(status -> info.add("\n.status($L)", status));
        return info.add(execution()).add("$<$<").build();
    }

    private CodeBlock execution() {
        CodeBlock.Builder info = CodeBlock.builder();
        if (handler.execution() != Execution.EVENT_LOOP) {
            info.add("\n.execution($T.$L)", RuntimeTypes.EXECUTION, handler.execution());
        }
        if (handler.streamsBody()) {
            info.add("\n.streamedBody(true)");
        }
        if (handler.settings().essential()) {
            info.add("\n.essential(true)");
        }
        if (handler.settings().decodesBody()) {
            info.add("\n.decodesBody(true)");
        }
        return info.build();
    }

    private Optional<CodeBlock> produced() {
        return handler.writer().isPresent()
                ? Optional.of(Codecs.produced(BodyType.MESSAGE))
                : handler.result().bodyType().map(Codecs::produced);
    }

    private Optional<CodeBlock> consumed() {
        return handler.flatParameters()
                .flatMap(parameter -> mediaTypes(parameter).stream())
                .findFirst();
    }

    private static Optional<CodeBlock> mediaTypes(Parameter parameter) {
        if (parameter instanceof Parameter.Body body) {
            return Optional.of(Codecs.consumed(body.bodyType()));
        }
        if (parameter.isPart()) {
            return Optional.of(CodeBlock.of("$T.MEDIA_TYPES", RuntimeTypes.MULTIPART_CODEC));
        }
        return parameter instanceof Parameter.Text text && text.source() == Source.FORM
                ? Optional.of(CodeBlock.of("$T.MEDIA_TYPES", RuntimeTypes.FORM_CODEC))
                : Optional.empty();
    }

    /**
     * The method that binds the parameters, calls the handler and writes its result.
     *
     * @param constants takes what the method refers to
     * @param fields the names of the class's fields, which local variables must not hide
     * @param checks takes what the checks of parameters refer to
     */
    MethodSpec binding(Constants constants, List<String> fields, ChecksClass checks) {
        Sources sources = new Sources(handler);
        String constant = route.names().constant();
        CodeBlock.Builder code = CodeBlock.builder();
        FilterWriter.open(code, handler.filters());
        sources.writeReads(code, constant, constants);
        TextWriter texts = new TextWriter(constant, route.route().template(), sources, constants);
        List<String> taken = new ArrayList<>(fields);
        taken.addAll(sources.variables());
        taken.addAll(List.of("request", "response"));
        Names locals = new Names(taken);
        ArgumentWriter arguments = new ArgumentWriter(code, locals, texts, json);
        List<CodeBlock> written =
                handler.parameters().stream().map(arguments::write).toList();
        new ParameterChecksWriter(code, locals, checks, arguments).write(handler);
        CodeBlock call = CodeBlock.of(
                "$N.$N($L)",
                handler.controller().name(),
                handler.method().getSimpleName().toString(),
                CodeBlock.join(written, ", "));
        new ResultWriter(code, handler, locals, json).write(call, arguments.writer());
        FilterWriter.close(code, handler.filters(), handler.result().awaited());
        return MethodSpec.methodBuilder(route.names().method())
                .addModifiers(Modifier.PRIVATE)
                .addParameter(RuntimeTypes.REQUEST, "request")
                .addParameter(RuntimeTypes.RESPONSE, "response")
                .addException(Exception.class)
                .addCode(code.build())
                .build();
    }
}
