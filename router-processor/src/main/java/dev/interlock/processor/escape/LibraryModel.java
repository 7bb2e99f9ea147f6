package dev.interlock.processor.escape;

import com.sun.source.tree.Tree;
import dev.interlock.processor.escape.Root.Edge;
import dev.interlock.processor.escape.Root.Made;
import dev.interlock.processor.runtime.RuntimeNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/**
 * Describes what library methods do with their arguments. The sources of these methods are not part of the compilation.
 * Most effects follow from the declaration of a method (see {@link MethodShape}); tables in this class list other
 * effects. If neither says that a method keeps an argument, the check assumes that the method does not keep it.
 * Therefore the check may miss an escape, but does not reject a correct program.
 */
final class LibraryModel {
    /** Names of types whose methods run their arguments on another thread or at a later time. */
    private static final List<String> RUN_LATER = List.of(
            "java.util.concurrent.Executor",
            "java.util.concurrent.CompletionStage",
            "java.lang.Thread",
            "java.lang.Thread.Builder",
            "java.util.Timer",
            "java.util.concurrent.ForkJoinTask",
            "java.util.concurrent.CompletionService",
            "java.lang.Runtime");

    /** Pattern for the names of methods in other libraries that keep a function and call it later. */
    private static final Pattern KEEPS_FUNCTION = Pattern.compile(
            "(schedule|submit|execute|enqueue|defer|subscribe|register|invokeLater|addListener|add\\w+Listener|addHandler"
                    + "|runOn|supplyAsync|runAsync|startVirtualThread|onClose|on[A-Z]\\w*)\\w*");

    /** Pattern for the names of methods that wrap their argument without a copy. */
    private static final Pattern WRAPS = Pattern.compile("(wrap|wrapped|unmodifiable|synchronized|checked)\\w*");

    /** Classes and names of methods that return the request's own arrays instead of copies. */
    private static final Set<String> RAW = Set.of(
            RuntimeNames.SLICE + ".array",
            RuntimeNames.REQUEST_HEAD + ".bytes",
            RuntimeNames.BYTE_WRITER + ".array",
            RuntimeNames.REQUEST_PATH + ".bytes");

    /**
     * Classes and names of methods whose results stay valid after the request, although their types suggest otherwise.
     * The results are copies, or belong to the application.
     */
    private static final Set<String> FRESH = Set.of(
            RuntimeNames.REQUEST + ".attribute",
            RuntimeNames.REQUEST + ".scoped",
            RuntimeNames.REQUEST + ".principal",
            RuntimeNames.REQUEST + ".route");

    /** Classes and names of methods whose first argument stores all their other arguments. */
    private static final Set<String> FILLS =
            Set.of("java.util.Collections.addAll", "java.util.Arrays.fill", "java.util.Arrays.setAll");

    private final Lifetimes lifetimes;
    private final Map<ExecutableElement, MethodShape> shapes = new HashMap<>();

    LibraryModel(Lifetimes lifetimes) {
        this.lifetimes = lifetimes;
    }

    /**
     * Records the effects of a library method in a call of the method.
     *
     * @param made object that stands for the result of the call
     * @param places trees of the arguments in the source
     * @param keeper description of the receiver, such as {@code field Cache.lines}
     */
    void describe(Call call, TypeMirror resultType, Made made, List<? extends Tree> places, String keeper) {
        String owner = Attribution.owner(call.method).toString();
        String name = call.method.getSimpleName().toString();
        MethodShape shape = shapes.computeIfAbsent(call.method, MethodShape::of);
        if (owner.equals(RuntimeNames.REQUEST)
                && Set.of("setAttribute", "principal").contains(name)) {
            leakAll(call, Leak.Kind.STORED, name + " of the request", places, made);
        } else if (runsLater(call, owner, name)) {
            leakAll(call, Leak.Kind.LATER, call.text, places, made);
        } else {
            store(call, shape, places, keeper);
        }
        apply(call);
        if (FRESH.contains(owner + "." + name) || isCopy(call, name)) {
            call.returned = lifetimes.canHold(resultType) ? Value.of(made) : Value.EMPTY;
        } else if (RAW.contains(owner + "." + name)) {
            made.hold(call.receiver.then(call.text), Edge.Kind.ALIAS);
            call.returned = Value.of(made);
        } else {
            call.returned = result(call, shape, resultType, made);
        }
    }

    private static boolean isCopy(Call call, String name) {
        return call.method.getParameters().isEmpty() && name.equals("copy");
    }

    private boolean runsLater(Call call, String owner, String name) {
        if (owner.equals(RuntimeNames.RESPONSE)) {
            return name.equals("stream") || name.equals("await");
        }
        boolean hasFunction = call.method.getParameters().stream().anyMatch(it -> lifetimes.isLazy(it.asType()));
        if (!hasFunction) {
            return name.equals("parallel")
                    && lifetimes.isA(Attribution.owner(call.method).asType(), "java.util.stream.BaseStream");
        }
        TypeMirror type = Attribution.owner(call.method).asType();
        boolean isCollection = lifetimes.isA(type, "java.util.Collection") || lifetimes.isA(type, "java.util.Map");
        return RUN_LATER.stream().anyMatch(it -> lifetimes.isA(type, it))
                || (!isCollection && KEEPS_FUNCTION.matcher(name).matches());
    }

    private static void leakAll(Call call, Leak.Kind kind, String where, List<? extends Tree> places, Made result) {
        for (int i = 0; i < call.arguments.size(); i++) {
            if (!call.arguments.get(i).isEmpty()) {
                call.leaks.add(new Leak(kind, call.arguments.get(i), where, place(call, places, i), result));
            }
        }
    }

    private static Tree place(Call call, List<? extends Tree> places, int index) {
        return index < places.size() ? places.get(index) : call.at;
    }

    private void store(Call call, MethodShape shape, List<? extends Tree> places, String keeper) {
        String name = call.method.getSimpleName().toString();
        String owner = Attribution.owner(call.method).toString();
        int first = call.arguments.size();
        for (int i = 0; i < first; i++) {
            Value argument = isFunctional(call, i) ? returned(call.arguments.get(i)) : call.arguments.get(i);
            if (argument.isEmpty()) {
                continue;
            }
            if (shape.reachesReceiver(i)) {
                call.stores.add(new Store(argument, call.receiver, keeper, place(call, places, i)));
            } else if (i > 0 && FILLS.contains(owner + "." + name)) {
                call.stores.add(new Store(argument, call.arguments.get(0), call.text, place(call, places, i)));
            } else if (i == 0 && name.equals("arraycopy") && first > 2) {
                call.stores.add(new Store(argument, call.arguments.get(2), call.text, place(call, places, i)));
            }
        }
    }

    /**
     * Records that the method may call each argument that is a function. The function may receive the receiver and all
     * other arguments of the method.
     */
    private void apply(Call call) {
        for (int i = 0; i < call.arguments.size(); i++) {
            Value function = call.arguments.get(i);
            if (function.roots().stream().noneMatch(it -> it instanceof Made || it instanceof Root.Parameter)
                    || !isFunctional(call, i)) {
                continue;
            }
            Value given = call.receiver;
            for (int other = 0; other < call.arguments.size(); other++) {
                if (!isFunctional(call, other)) {
                    given = given.or(call.arguments.get(other));
                }
                if (other != i) {
                    given = given.or(returned(call.arguments.get(other)));
                }
            }
            if (!given.isEmpty()) {
                call.applications.add(new Store(given, function, call.text, call.at));
            }
        }
    }

    private boolean isFunctional(Call call, int argument) {
        var parameters = call.method.getParameters();
        return !parameters.isEmpty()
                && lifetimes.isFunction(parameters
                        .get(Math.min(argument, parameters.size() - 1))
                        .asType());
    }

    private Value result(Call call, MethodShape shape, TypeMirror resultType, Made made) {
        boolean isConstructor = call.method.getSimpleName().contentEquals("<init>");
        boolean holds = lifetimes.canHold(resultType);
        boolean isWrapper = WRAPS.matcher(call.method.getSimpleName()).matches();
        if (!isConstructor && holds && shape.returnsPart()) {
            made.hold(call.receiver.then(call.text), Edge.Kind.ALIAS);
        } else if (holds && !isConstructor) {
            made.hold(call.receiver.then(call.text), Edge.Kind.ELEMENT);
        }
        for (int i = 0; i < call.arguments.size(); i++) {
            Value argument = call.arguments.get(i);
            boolean isFunctional = isFunctional(call, i);
            if (isFunctional && lifetimes.isLazy(resultType)) {
                made.hold(argument, Edge.Kind.CAPTURE);
            }
            if (holds && shape.reachesResult(i)) {
                boolean isSame =
                        shape.returnsPart() && call.method.getModifiers().contains(Modifier.STATIC);
                made.hold(
                        isFunctional ? returned(argument) : argument.then(call.text),
                        isSame ? Edge.Kind.ALIAS : Edge.Kind.ELEMENT);
            } else if (isWrapper || isStreamOfStream(call, i, resultType)) {
                made.hold(argument.then(call.text), Edge.Kind.ELEMENT);
            }
        }
        boolean isMade = holds || isWrapper || !made.edges().isEmpty();
        return isMade ? Value.of(made) : Value.EMPTY;
    }

    /** Whether the call creates a lazy object, such as a reader or iterator, from an argument that is lazy itself. */
    private boolean isStreamOfStream(Call call, int argument, TypeMirror resultType) {
        var parameters = call.method.getParameters();
        return argument < parameters.size()
                && lifetimes.isLazy(resultType)
                && lifetimes.isLazy(parameters.get(argument).asType())
                && !isFunctional(call, argument);
    }

    /** Returns the results of all lambdas that a value may be. */
    private static Value returned(Value function) {
        Value returned = Value.EMPTY;
        for (Root root : function.roots()) {
            if (root instanceof Made made) {
                returned = returned.or(made.returned);
            }
        }
        return returned;
    }
}
