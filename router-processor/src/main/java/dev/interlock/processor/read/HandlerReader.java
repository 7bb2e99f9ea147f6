package dev.interlock.processor.read;

import dev.interlock.processor.check.handler.BodyRules;
import dev.interlock.processor.check.handler.CallRules;
import dev.interlock.processor.check.handler.EntityTagRules;
import dev.interlock.processor.declaration.HandlerMethod;
import dev.interlock.processor.declaration.RouteDeclaration;
import dev.interlock.processor.model.CheckedParameter;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Representations;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.model.Route;
import dev.interlock.processor.model.RouteFilter;
import dev.interlock.processor.model.Settings;
import dev.interlock.processor.read.constraint.CheckedTypes;
import dev.interlock.processor.read.constraint.ParameterChecks;
import dev.interlock.processor.read.media.MediaReader;
import dev.interlock.processor.read.parameter.ParameterNames;
import dev.interlock.processor.read.parameter.ParameterReader;
import dev.interlock.processor.read.parameter.PathVariables;
import dev.interlock.processor.read.template.RouteReader;
import dev.interlock.processor.read.template.TemplateParser;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/** Reads one handler, which is a method that handles requests. */
final class HandlerReader {
    private final Scope scope;
    private final RouteReader routeReader;
    private final BodyRules bodyRules;
    private final CheckedTypes checkedTypes;
    private final FilterReader filterReader;
    private final MediaReader mediaReader;
    private final MethodNumbers numbers;
    private final RolesReader roles;
    private final TimeoutReader timeouts;
    private final CallRules callRules;

    /**
     * Creates a reader of handlers.
     *
     * @param application class of the application; its annotations can set the media types of all handlers
     */
    HandlerReader(
            Scope scope,
            TemplateParser templates,
            CheckedTypes checkedTypes,
            FilterReader filters,
            TypeElement application) {
        this.scope = scope;
        this.routeReader = new RouteReader(scope, templates);
        this.bodyRules = new BodyRules(scope);
        this.checkedTypes = checkedTypes;
        this.filterReader = filters;
        this.mediaReader = new MediaReader(scope, application);
        this.numbers = new MethodNumbers(scope);
        this.roles = new RolesReader(scope);
        this.timeouts = new TimeoutReader(scope);
        this.callRules = new CallRules(scope);
    }

    /**
     * Whether {@code @Consumes} and {@code @Produces} on a controller or application class are well formed. Reports
     * mistakes.
     */
    boolean checkAround(TypeElement type) {
        return mediaReader.checkTexts(type);
    }

    /** Reads the routes of a handler; empty if a mistake was reported. */
    Optional<List<Route>> read(Instance controller, String base, HandlerMethod handler) {
        return scope.problems().within(Place.of(handler.declared()), () -> routes(controller, base, handler));
    }

    private Optional<List<Route>> routes(Instance controller, String base, HandlerMethod handler) {
        if (!callRules.checkHandler((DeclaredType) controller.type().asType(), handler.called())) {
            return Optional.empty();
        }
        Steps steps = new Steps();
        List<RouteDeclaration> declarations = steps.take(routeReader.read(base, handler.declared()));
        return handler(controller, handler, declarations, steps)
                .map(model -> declarations.stream()
                        .map(it -> new Route(
                                it.method(), it.template().orElseThrow(), model, it.annotation(), it.value(), 0))
                        .toList());
    }

    /** Reads the handler of the routes; empty if this method or an earlier step reported a mistake. */
    private Optional<Handler> handler(
            Instance controller, HandlerMethod handler, List<RouteDeclaration> routes, Steps steps) {
        ExecutableElement method = handler.declared();
        DeclaredType type = (DeclaredType) controller.type().asType();
        List<RouteFilter> filters = steps.take(filterReader.read(controller, handler));
        Settings settings = steps.take(settings(controller, handler, filters));
        ExecutableType signature = (ExecutableType) scope.types().asMemberOf(type, method);
        List<Parameter> parameters = steps.take(parameters(method, signature, routes));
        Optional<Result> result = steps.take(result(type, handler.called()));
        steps.take(bodyRules.check(method, parameters, routes, settings, result));
        if (settings.entityTag()) {
            steps.take(new EntityTagRules(scope, method).check(routes, parameters, result));
        }
        List<CheckedParameter> checked = steps.take(
                new ParameterChecks(scope, checkedTypes).read(controller.type(), method, signature, parameters));
        if (!steps.areSound()) {
            return Optional.empty();
        }
        List<Parameter> flat = parameters.stream().flatMap(Parameter::flat).toList();
        Result returned = result.orElseThrow();
        Representations consumed = steps.take(mediaReader.consumed(controller, handler, flat, routes));
        Representations produced = steps.take(mediaReader.produced(controller, handler, flat, returned));
        Handler model = new Handler(
                controller,
                method,
                handler.called(),
                parameters,
                checked,
                returned,
                settings,
                filters,
                consumed,
                produced,
                new SecretBodyReader(scope).read(flat, returned, signature.getReturnType()));
        return steps.outcome(model).ifSound();
    }

    /**
     * Reads the result of the method that the router calls. If this method overrides another, it can have a narrower
     * return type than the overridden method.
     */
    private Optional<Result> result(DeclaredType controller, ExecutableElement called) {
        ExecutableType signature = (ExecutableType) scope.types().asMemberOf(controller, called);
        return new ResultReader(scope, called, signature.getReturnType()).read();
    }

    private Outcome<List<Parameter>> parameters(
            ExecutableElement method, ExecutableType signature, List<RouteDeclaration> declarations) {
        PathVariables variables = new PathVariables(scope, method, declarations);
        ParameterReader reader = new ParameterReader(scope, new ParameterNames(scope, method), variables);
        List<Parameter> parameters = new ArrayList<>();
        Steps steps = new Steps();
        for (int i = 0; i < method.getParameters().size(); i++) {
            VariableElement parameter = method.getParameters().get(i);
            TypeMirror type = signature.getParameterTypes().get(i);
            steps.take(scope.problems().within(Place.of(parameter), () -> reader.read(parameter, type)))
                    .ifPresent(parameters::add);
        }
        // A handler that receives the request can read any variable from it.
        if (steps.areSound()
                && parameters.stream().flatMap(Parameter::flat).noneMatch(Parameter.Request.class::isInstance)) {
            steps.take(variables.areAllTaken());
        }
        return steps.outcome(parameters);
    }

    private Outcome<Settings> settings(Instance controller, HandlerMethod handler, List<RouteFilter> filters) {
        ExecutableElement method = handler.declared();
        Steps steps = new Steps();
        Settings settings = new Settings(
                steps.take(numbers.status(method)),
                steps.take(numbers.maxBody(method)),
                steps.take(timeouts.read(controller, handler)),
                steps.take(numbers.maxConcurrent(method)),
                handler.carrier(controller.type(), RuntimeAnnotations.BLOCKING).isPresent(),
                Annotations.has(method, RuntimeAnnotations.ETAG),
                handler.carrier(controller.type(), RuntimeAnnotations.ESSENTIAL).isPresent(),
                filterReader.decodesBody(filters),
                filterReader.mayWait(filters),
                steps.take(roles.read(controller, handler)));
        return steps.outcome(settings);
    }
}
