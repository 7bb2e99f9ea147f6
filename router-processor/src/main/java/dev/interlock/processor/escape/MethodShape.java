package dev.interlock.processor.escape;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * Flow of arguments that the declaration of a library method allows. A method can return an argument of type {@code T}
 * only if the method's result type contains {@code T}. The receiver can keep the argument only if {@code T} is a type
 * parameter of the receiver's class.
 *
 * @param toResult for each parameter, whether the result shares a type variable with it
 * @param toReceiver for each parameter, whether the receiver may keep it
 * @param returnsPart whether the result may be an object that was stored earlier. The declared result is then a type
 *     variable; for an instance method, it must be a type variable of the class
 */
record MethodShape(List<Boolean> toResult, List<Boolean> toReceiver, boolean returnsPart) {
    /**
     * Pattern for the names of methods that keep their argument. The pattern applies only if the type of the parameter
     * contains a type parameter of the class.
     */
    private static final Pattern KEEPS =
            Pattern.compile("(add|put|set|offer|push|insert|enqueue|replace|compute|merge|complete"
                    + "|submit|publish|emit|onNext|getAndSet|getAndUpdate|getAndAccumulate|compareAndSet|compareAndExchange|weakCompare"
                    + "|lazySet|updateAndGet|accumulateAndGet|fill|save|store|keep|remember|cache|register|exchange|transfer|append"
                    + "|tryEmit|send|obtrude).*");

    static MethodShape of(ExecutableElement method) {
        boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
        Element owner = Attribution.owner(method);
        Predicate<TypeVariable> ofClass =
                variable -> !isStatic && Attribution.owner(variable.asElement()).equals(owner);
        TypeMirror result = method.getSimpleName().contentEquals("<init>") ? owner.asType() : method.getReturnType();
        Set<Element> returned = variables(result);
        boolean keeps = KEEPS.matcher(method.getSimpleName()).matches();
        List<? extends TypeMirror> parameters =
                method.getParameters().stream().map(Element::asType).toList();
        return new MethodShape(
                parameters.stream()
                        .map(type -> variables(type).stream().anyMatch(returned::contains))
                        .toList(),
                parameters.stream()
                        .map(type -> keeps
                                && owner instanceof TypeElement
                                && variables(type).stream().anyMatch(it -> ofClass.test((TypeVariable) it.asType())))
                        .toList(),
                result instanceof TypeVariable variable && (isStatic || ofClass.test(variable)));
    }

    boolean reachesResult(int argument) {
        return at(toResult, argument);
    }

    boolean reachesReceiver(int argument) {
        return at(toReceiver, argument);
    }

    /** Returns the flag of an argument. Further arguments of a variable-arity method have the last flag. */
    private static boolean at(List<Boolean> flags, int argument) {
        return !flags.isEmpty() && flags.get(Math.min(argument, flags.size() - 1));
    }

    private static Set<Element> variables(TypeMirror type) {
        Set<Element> found = new HashSet<>();
        collect(type, found);
        return found;
    }

    private static void collect(TypeMirror type, Set<Element> found) {
        if (type instanceof TypeVariable variable) {
            found.add(variable.asElement());
        } else if (type instanceof ArrayType array) {
            collect(array.getComponentType(), found);
        } else if (type instanceof DeclaredType declared) {
            declared.getTypeArguments().forEach(it -> collect(it, found));
        } else if (type instanceof WildcardType wildcard) {
            if (wildcard.getExtendsBound() != null) {
                collect(wildcard.getExtendsBound(), found);
            }
            if (wildcard.getSuperBound() != null) {
                collect(wildcard.getSuperBound(), found);
            }
        }
    }
}
