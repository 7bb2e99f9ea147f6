package dev.interlock.processor.read;

import dev.interlock.processor.check.handler.BodyRules;
import dev.interlock.processor.check.handler.CallRules;
import dev.interlock.processor.declaration.HandlerMethod;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.ErrorMethod;
import dev.interlock.processor.model.ErrorMethod.Argument;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.model.Result.BodyType;
import dev.interlock.processor.model.Result.Presence;
import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Exceptions;
import dev.interlock.processor.source.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/** Reads one error method, which handles exceptions. */
final class ErrorMethodReader {
    private static final int SERVER_ERROR = 500;

    private final Scope scope;
    private final CallRules callRules;
    private final BodyRules bodyRules;

    ErrorMethodReader(Scope scope) {
        this.scope = scope;
        this.callRules = new CallRules(scope);
        this.bodyRules = new BodyRules(scope);
    }

    /** Reads an error method; empty if a mistake was reported. */
    Optional<ErrorMethod> read(Instance owner, HandlerMethod read) {
        ExecutableElement method = read.declared();
        DeclaredType type = (DeclaredType) owner.type().asType();
        if (!callRules.checkErrorMethod(type, method, read.called())) {
            return Optional.empty();
        }
        ExecutableType signature = (ExecutableType) scope.types().asMemberOf(type, method);
        Steps steps = new Steps();
        List<Argument> arguments = steps.take(arguments(method, signature));
        OptionalInt given = steps.take(new MethodNumbers(scope).status(method));
        TypeMirror returned = ((ExecutableType) scope.types().asMemberOf(type, read.called())).getReturnType();
        Optional<Result> result = steps.take(result(read.called(), returned, given));
        if (!steps.areSound()) {
            return Optional.empty();
        }
        TypeMirror exception = signature.getParameterTypes().get(arguments.indexOf(Argument.EXCEPTION));
        OptionalInt status =
                given.isPresent() || isProblem(result.orElseThrow()) ? given : OptionalInt.of(SERVER_ERROR);
        return Optional.of(new ErrorMethod(
                owner, read.called(), Classes.of(exception).orElseThrow(), arguments, result.orElseThrow(), status));
    }

    private Outcome<List<Argument>> arguments(ExecutableElement method, ExecutableType signature) {
        List<Argument> arguments = new ArrayList<>();
        Steps steps = new Steps();
        for (int i = 0; i < signature.getParameterTypes().size(); i++) {
            TypeMirror type = signature.getParameterTypes().get(i);
            Place place = Place.of(method.getParameters().get(i));
            Optional<Argument> argument = argument(type);
            Optional<String> mistake = mistake(type, argument, arguments);
            mistake.ifPresent(it -> reportParameters(method, place, it));
            steps.take(mistake.isEmpty());
            argument.ifPresent(arguments::add);
        }
        if (!arguments.contains(Argument.EXCEPTION)) {
            reportParameters(method, Place.of(method), "takes no exception");
            steps.flaw();
        }
        return steps.outcome(arguments);
    }

    private Optional<String> mistake(TypeMirror type, Optional<Argument> argument, List<Argument> others) {
        if (argument.isEmpty()) {
            return Optional.of("cannot take " + Place.describe(type));
        }
        if (others.contains(argument.get())) {
            return Optional.of("takes two parameters of one kind");
        }
        return scope.canAccess(type)
                ? Optional.empty()
                : Optional.of("takes " + Place.describe(type) + ", which is not accessible to the router");
    }

    private void reportParameters(ExecutableElement method, Place place, String mistake) {
        scope.report(ErrorMessage.WRONG_ERROR_PARAMETERS, place, Place.describe(method), mistake);
    }

    private static Optional<Argument> argument(TypeMirror type) {
        String name = Classes.nameOf(type);
        if (name.equals(RuntimeNames.REQUEST)) {
            return Optional.of(Argument.REQUEST);
        }
        if (name.equals(RuntimeNames.RESPONSE)) {
            return Optional.of(Argument.RESPONSE);
        }
        return Classes.of(type).filter(Exceptions::isThrowable).map(it -> Argument.EXCEPTION);
    }

    /** Reads the result of an error method; empty if a mistake was reported. */
    private Optional<Result> result(ExecutableElement method, TypeMirror returned, OptionalInt status) {
        if (Classes.nameOf(returned).equals(RuntimeNames.PROBLEM)) {
            boolean hasStatus = status.isPresent();
            if (hasStatus) {
                scope.report(ErrorMessage.STATUS_OF_PROBLEM, Place.of(method), Place.describe(method));
            }
            return hasStatus
                    ? Optional.empty()
                    : Optional.of(new Result(Optional.of(BodyType.PROBLEM), Presence.ALWAYS, false));
        }
        Optional<Result> result = new ResultReader(scope, method, returned).read();
        boolean mayBeNull = Annotations.isNullable(method, returned);
        boolean isWrong = result.isPresent() && (mayBeNull || !isResponse(result.get()));
        if (isWrong) {
            scope.report(
                    ErrorMessage.WRONG_ERROR_RESULT,
                    Place.of(method),
                    Place.describe(method),
                    Place.describe(returned));
        }
        boolean isAllowed = bodyRules.checkResult(method, status, result);
        return isWrong || !isAllowed ? Optional.empty() : result;
    }

    /**
     * Whether a result is a complete response when the method returns. An {@code Optional} is not, because it may be
     * empty. A file is not, because the request decides which part of the file is sent.
     */
    private static boolean isResponse(Result result) {
        return !result.comesLater()
                && result.presence() != Presence.OPTIONAL
                && result.bodyType().map(BodyType::codec).stream().noneMatch(Codec::isFile);
    }

    private static boolean isProblem(Result result) {
        return result.bodyType().equals(Optional.of(BodyType.PROBLEM));
    }
}
