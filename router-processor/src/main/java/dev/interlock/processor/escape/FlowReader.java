package dev.interlock.processor.escape;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.interlock.processor.escape.Root.Edge;
import dev.interlock.processor.escape.Root.Made;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the expressions of a method. Finds the possible values of each expression and the uses of these values. */
class FlowReader extends TreeScanner<Value, Void> {
    final Attribution attribution;
    final Frame frame;
    private final Lifetimes lifetimes;
    private final LibraryModel library;

    FlowReader(Attribution attribution, Frame frame, Lifetimes lifetimes, LibraryModel library) {
        this.attribution = attribution;
        this.frame = frame;
        this.lifetimes = lifetimes;
        this.library = library;
    }

    @Override
    public Value reduce(Value one, Value other) {
        return one == null ? (other == null ? Value.EMPTY : other) : other == null ? one : one.or(other);
    }

    /** Returns the possible values of an expression. */
    final Value valueOf(Tree tree) {
        Value value = tree == null ? null : scan(tree, null);
        return value == null ? Value.EMPTY : value;
    }

    @Override
    public Value visitLiteral(LiteralTree tree, Void none) {
        return Value.EMPTY;
    }

    @Override
    public Value visitBinary(BinaryTree tree, Void none) {
        super.visitBinary(tree, null);
        return Value.EMPTY;
    }

    @Override
    public Value visitUnary(UnaryTree tree, Void none) {
        super.visitUnary(tree, null);
        return Value.EMPTY;
    }

    @Override
    public Value visitCompoundAssignment(CompoundAssignmentTree tree, Void none) {
        super.visitCompoundAssignment(tree, null);
        return Value.EMPTY;
    }

    @Override
    public Value visitParenthesized(ParenthesizedTree tree, Void none) {
        return valueOf(tree.getExpression());
    }

    @Override
    public Value visitTypeCast(TypeCastTree tree, Void none) {
        Value value = valueOf(tree.getExpression());
        return attribution.isPlain(tree) ? Value.EMPTY : value;
    }

    @Override
    public Value visitInstanceOf(InstanceOfTree tree, Void none) {
        bind(tree.getPattern(), valueOf(tree.getExpression()));
        return Value.EMPTY;
    }

    /** Assigns a value, or parts of the value, to the variables of a pattern. */
    final void bind(Tree pattern, Value value) {
        if (pattern == null) {
            return;
        }
        new TreeScanner<Void, Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree variable, Void none) {
                frame.declare(
                        attribution.element(variable),
                        attribution.isPlain(variable)
                                ? Value.EMPTY
                                : value.then(variable.getName().toString()));
                return null;
            }
        }.scan(pattern, null);
    }

    @Override
    public Value visitConditionalExpression(ConditionalExpressionTree tree, Void none) {
        valueOf(tree.getCondition());
        return valueOf(tree.getTrueExpression()).or(valueOf(tree.getFalseExpression()));
    }

    @Override
    public Value visitIdentifier(IdentifierTree tree, Void none) {
        Element element = attribution.element(tree);
        if (element == null || attribution.isPlain(tree)) {
            return Value.EMPTY;
        }
        String name = tree.getName().toString();
        if (name.equals("this") || name.equals("super")) {
            return frame.self();
        }
        if (element.getKind() == ElementKind.FIELD || element.getKind() == ElementKind.ENUM_CONSTANT) {
            return field(element, frame.selfOf(Attribution.owner(element)));
        }
        return element instanceof VariableElement variable ? local(variable) : Value.EMPTY;
    }

    private Value local(VariableElement variable) {
        Value known = frame.read(variable);
        return known.isEmpty() && Lifetimes.isMessage(variable.asType()) && !frame.knows(variable)
                ? typed(variable)
                : known;
    }

    private Value typed(VariableElement variable) {
        frame.flow.knowsMessages = true;
        return Value.of(new Root.Typed(variable));
    }

    private static Value field(Element field, Value object) {
        return field.getModifiers().contains(Modifier.STATIC)
                ? Value.of(new Root.Held(Attribution.describeField(field)))
                : object.then(field.getSimpleName().toString());
    }

    @Override
    public Value visitMemberSelect(MemberSelectTree tree, Void none) {
        Element element = attribution.element(tree);
        String name = tree.getIdentifier().toString();
        if (name.equals("this") || name.equals("super")) {
            return frame.outermostSelf();
        }
        if (name.equals("class") || element == null || !element.getKind().isField()) {
            return Value.EMPTY;
        }
        Value object = attribution.isType(tree.getExpression()) ? Value.EMPTY : valueOf(tree.getExpression());
        return attribution.isPlain(tree) ? Value.EMPTY : field(element, object);
    }

    @Override
    public Value visitArrayAccess(ArrayAccessTree tree, Void none) {
        valueOf(tree.getIndex());
        Value array = valueOf(tree.getExpression());
        return attribution.isPlain(tree) ? Value.EMPTY : array;
    }

    @Override
    public Value visitNewArray(NewArrayTree tree, Void none) {
        Made array = frame.made(tree, null);
        if (tree.getDimensions() != null) {
            tree.getDimensions().forEach(this::valueOf);
        }
        if (tree.getInitializers() != null) {
            tree.getInitializers().forEach(it -> array.hold(valueOf(it), Edge.Kind.ELEMENT));
        }
        return Value.of(array);
    }

    @Override
    public Value visitAssignment(AssignmentTree tree, Void none) {
        Value value = valueOf(tree.getExpression());
        assign(tree.getVariable(), value, tree);
        return value;
    }

    private void assign(ExpressionTree target, Value value, Tree place) {
        if (target instanceof ParenthesizedTree inner) {
            assign(inner.getExpression(), value, place);
            return;
        }
        if (target instanceof ArrayAccessTree array) {
            valueOf(array.getIndex());
            keep(value, valueOf(array.getExpression()), "array " + keeper(array.getExpression()), place);
            return;
        }
        Element element = attribution.element(target);
        if (element == null || attribution.isPlain(target)) {
            return;
        }
        if (!element.getKind().isField()) {
            frame.write(element, value.then(element.getSimpleName().toString()));
        } else if (element.getModifiers().contains(Modifier.STATIC)) {
            leak(Leak.Kind.STORED, value, Attribution.describeField(element), place);
        } else {
            Value object = target instanceof MemberSelectTree select
                    ? valueOf(select.getExpression())
                    : frame.selfOf(Attribution.owner(element));
            keep(value, object, Attribution.describeField(element), place);
        }
    }

    final void keep(Value value, Value into, String where, Tree place) {
        if (!value.isEmpty() && !into.isEmpty()) {
            frame.flow.stores.add(new Store(value, into, where, place));
        }
    }

    final void leak(Leak.Kind kind, Value value, String where, Tree place) {
        if (!value.isEmpty()) {
            frame.flow.leaks.add(new Leak(kind, value, where, place, null));
        }
    }

    @Override
    public Value visitLambdaExpression(LambdaExpressionTree tree, Void none) {
        Made lambda = frame.made(tree, null);
        frame.enter(lambda);
        for (VariableTree parameter : tree.getParameters()) {
            frame.declare(attribution.element(parameter), parameterOf(lambda, parameter));
        }
        if (tree.getBodyKind() == LambdaExpressionTree.BodyKind.EXPRESSION) {
            Value result = valueOf(tree.getBody());
            lambda.returned = attribution.isVoidFunction(tree) ? lambda.returned : lambda.returned.or(result);
        } else {
            scan(tree.getBody(), null);
        }
        frame.leave();
        lambda.hold(lambda.returned, Edge.Kind.CAPTURE);
        return Value.of(lambda);
    }

    /** Returns the value of a parameter of {@code function}, which is a lambda or an anonymous class. */
    final Value parameterOf(Made function, VariableTree parameter) {
        Element element = attribution.element(parameter);
        if (!(element instanceof VariableElement variable) || !lifetimes.canHold(variable.asType())) {
            return Value.EMPTY;
        }
        Made given = frame.made(parameter, null);
        if (!function.parameters.contains(given)) {
            function.parameters.add(given);
        }
        Value value = Value.of(given, Path.NONE.then(variable.getSimpleName().toString()));
        return Lifetimes.isMessage(variable.asType()) ? typed(variable).or(value) : value;
    }

    @Override
    public Value visitMemberReference(MemberReferenceTree tree, Void none) {
        Made lambda = frame.made(tree, null);
        boolean isBound = !attribution.isType(tree.getQualifierExpression());
        Value object = isBound ? valueOf(tree.getQualifierExpression()) : Value.EMPTY;
        lambda.hold(object, Edge.Kind.CAPTURE);
        if (attribution.element(tree) instanceof ExecutableElement method) {
            Made given = frame.made(tree.getQualifierExpression(), null);
            if (lambda.parameters.isEmpty()) {
                lambda.parameters.add(given);
            }
            List<Value> arguments =
                    method.getParameters().stream().map(it -> Value.of(given)).toList();
            boolean isConstructor = method.getKind() == ElementKind.CONSTRUCTOR;
            Made made = frame.result(tree, isConstructor ? Attribution.ownerType(method) : null);
            Value receiver = isConstructor ? Value.of(made) : isBound ? object : Value.of(given);
            TypeMirror result = isConstructor ? Attribution.owner(method).asType() : method.getReturnType();
            Value returned = call(
                    tree, method, receiver, arguments, List.of(), result, made, keeper(tree.getQualifierExpression()));
            lambda.returned = attribution.isVoidFunction(tree) ? lambda.returned : lambda.returned.or(returned);
            lambda.hold(lambda.returned, Edge.Kind.CAPTURE);
        }
        return Value.of(lambda);
    }

    @Override
    public Value visitMethodInvocation(MethodInvocationTree tree, Void none) {
        Element element = attribution.element(tree);
        ExpressionTree select = tree.getMethodSelect();
        Value receiver = Value.EMPTY;
        String keeper = "this";
        boolean isStatic = element != null && element.getModifiers().contains(Modifier.STATIC);
        if (select instanceof MemberSelectTree member) {
            receiver = attribution.isType(member.getExpression()) ? Value.EMPTY : valueOf(member.getExpression());
            keeper = keeper(member.getExpression());
        } else if (!isStatic && element != null) {
            receiver = frame.selfOf(Attribution.owner(element));
        }
        List<Value> arguments = tree.getArguments().stream().map(this::valueOf).toList();
        if (!(element instanceof ExecutableElement method)) {
            return Value.EMPTY;
        }
        TypeMirror type = attribution.type(tree);
        Made made = frame.made(tree, null);
        Value returned = call(
                tree,
                method,
                isStatic ? Value.EMPTY : receiver,
                arguments,
                tree.getArguments(),
                type == null ? method.getReturnType() : type,
                made,
                keeper);
        return attribution.isPlain(tree) ? Value.EMPTY : returned;
    }

    @Override
    public Value visitNewClass(NewClassTree tree, Void none) {
        List<Value> arguments = tree.getArguments().stream().map(this::valueOf).toList();
        TypeElement type = attribution.classOf(tree);
        Made made = frame.made(tree, type);
        ExecutableElement constructor = attribution.constructor(tree);
        if (constructor != null) {
            call(
                    tree,
                    constructor,
                    Value.of(made),
                    arguments,
                    tree.getArguments(),
                    Attribution.owner(constructor).asType(),
                    made,
                    tree.getIdentifier().toString());
            if (Attribution.owner(constructor).getKind() == ElementKind.RECORD) {
                arguments.forEach(it -> made.hold(it, Edge.Kind.ELEMENT));
            }
        }
        if (tree.getClassBody() != null) {
            readBody(tree, made);
        }
        return Value.of(made);
    }

    /** Reads the methods of an anonymous class. Does nothing in this class; subclasses override it. */
    void readBody(NewClassTree tree, Made made) {}

    private Value call(
            Tree at,
            ExecutableElement method,
            Value receiver,
            List<Value> arguments,
            List<? extends Tree> places,
            TypeMirror resultType,
            Made made,
            String keeper) {
        Call call = frame.call(method, at, Attribution.describeCall(at, method));
        call.receiver = call.receiver.or(receiver);
        merge(call.arguments, arguments);
        call.leaks.clear();
        call.stores.clear();
        call.applications.clear();
        if (lifetimes.isAccessor(method) || Attribution.isRecordAccessor(method)) {
            boolean isFresh = method.getSimpleName().contentEquals("copy");
            return lifetimes.canHold(resultType) && !isFresh ? receiver.then(call.text) : Value.EMPTY;
        }
        library.describe(call, resultType, made, places, keeper);
        boolean isFunction = lifetimes.isFunction(Attribution.owner(method).asType());
        if (isFunction && method.getModifiers().contains(Modifier.ABSTRACT)) {
            arguments.forEach(it -> call.applications.add(new Store(it, receiver, call.text, at)));
            made.hold(receiver, Edge.Kind.CAPTURE);
        }
        return attribution.isCompiled(method) ? Value.of(call) : call.returned;
    }

    private static void merge(List<Value> known, List<Value> more) {
        for (int i = 0; i < more.size(); i++) {
            if (i < known.size()) {
                known.set(i, known.get(i).or(more.get(i)));
            } else {
                known.add(more.get(i));
            }
        }
    }

    /** Describes the object that keeps a value: {@code field Cache.last} for a field, otherwise the expression. */
    final String keeper(Tree tree) {
        Element element = attribution.element(tree);
        return element != null && element.getKind().isField()
                ? Attribution.describeField(element)
                : Attribution.describe(tree);
    }
}
