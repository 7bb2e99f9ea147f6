package dev.interlock.processor.escape;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import dev.interlock.processor.escape.Root.Made;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statements of a method in the order of their execution. Repeats a loop until a repetition adds no new
 * value.
 */
final class StatementReader extends FlowReader {
    private static final int MOST_ROUNDS = 4;

    private final Lifetimes lifetimes;
    private final Consumer<ClassTree> localClasses;
    private final Deque<Made> yields = new ArrayDeque<>();

    StatementReader(
            Attribution attribution,
            Frame frame,
            Lifetimes lifetimes,
            LibraryModel library,
            Consumer<ClassTree> localClasses) {
        super(attribution, frame, lifetimes, library);
        this.lifetimes = lifetimes;
        this.localClasses = localClasses;
    }

    @Override
    public Value visitVariable(VariableTree tree, Void none) {
        Value value = valueOf(tree.getInitializer());
        frame.declare(
                attribution.element(tree),
                attribution.isPlain(tree)
                        ? Value.EMPTY
                        : value.then(tree.getName().toString()));
        return Value.EMPTY;
    }

    @Override
    public Value visitClass(ClassTree tree, Void none) {
        localClasses.accept(tree);
        return Value.EMPTY;
    }

    @Override
    void readBody(NewClassTree tree, Made made) {
        frame.enter(made);
        for (Tree member : tree.getClassBody().getMembers()) {
            if (member instanceof MethodTree method && method.getBody() != null) {
                method.getParameters().forEach(it -> frame.declare(attribution.element(it), parameterOf(made, it)));
                scan(method.getBody(), null);
            } else if (member instanceof VariableTree field && field.getInitializer() != null) {
                keep(valueOf(field.getInitializer()), Value.of(made), "field " + field.getName(), field);
            } else if (!(member instanceof MethodTree)) {
                scan(member, null);
            }
        }
        frame.leave();
        made.hold(made.returned, Root.Edge.Kind.CAPTURE);
    }

    @Override
    public Value visitReturn(ReturnTree tree, Void none) {
        Value value = valueOf(tree.getExpression());
        Made function = frame.function();
        if (function != null) {
            function.returned = function.returned.or(value);
        } else {
            frame.flow.returned = frame.flow.returned.or(value);
            leak(Leak.Kind.RETURNED, value, "", tree);
        }
        return Value.EMPTY;
    }

    @Override
    public Value visitIf(IfTree tree, Void none) {
        valueOf(tree.getCondition());
        Map<Element, Value> before = frame.save();
        scan(tree.getThenStatement(), null);
        Map<Element, Value> after = frame.save();
        frame.restore(before);
        scan(tree.getElseStatement(), null);
        frame.join(after);
        return Value.EMPTY;
    }

    @Override
    public Value visitEnhancedForLoop(EnhancedForLoopTree tree, Void none) {
        Value all = valueOf(tree.getExpression());
        VariableTree variable = tree.getVariable();
        Element element = attribution.element(variable);
        boolean holds = element != null && lifetimes.canHold(element.asType());
        Value each = holds ? all.then(variable.getName() + " (loop variable)") : Value.EMPTY;
        loop(() -> {
            frame.declare(element, each);
            scan(tree.getStatement(), null);
        });
        return Value.EMPTY;
    }

    @Override
    public Value visitForLoop(ForLoopTree tree, Void none) {
        scan(tree.getInitializer(), null);
        loop(() -> {
            valueOf(tree.getCondition());
            scan(tree.getStatement(), null);
            scan(tree.getUpdate(), null);
        });
        return Value.EMPTY;
    }

    @Override
    public Value visitWhileLoop(WhileLoopTree tree, Void none) {
        loop(() -> {
            valueOf(tree.getCondition());
            scan(tree.getStatement(), null);
        });
        return Value.EMPTY;
    }

    @Override
    public Value visitDoWhileLoop(DoWhileLoopTree tree, Void none) {
        loop(() -> {
            scan(tree.getStatement(), null);
            valueOf(tree.getCondition());
        });
        return Value.EMPTY;
    }

    private void loop(Runnable body) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Map<Element, Value> before = frame.save();
            frame.startExits();
            body.run();
            frame.joinExits();
            Map<Element, Value> after = frame.save();
            frame.restore(before);
            if (!frame.join(after)) {
                return;
            }
        }
    }

    @Override
    public Value visitBreak(BreakTree tree, Void none) {
        frame.exit();
        return Value.EMPTY;
    }

    @Override
    public Value visitContinue(ContinueTree tree, Void none) {
        frame.exit();
        return Value.EMPTY;
    }

    @Override
    public Value visitTry(TryTree tree, Void none) {
        scan(tree.getResources(), null);
        Map<Element, Value> before = frame.save();
        scan(tree.getBlock(), null);
        frame.join(before);
        Map<Element, Value> after = frame.save();
        for (CatchTree each : tree.getCatches()) {
            Map<Element, Value> joined = frame.save();
            frame.restore(after);
            scan(each, null);
            frame.join(joined);
        }
        scan(tree.getFinallyBlock(), null);
        return Value.EMPTY;
    }

    @Override
    public Value visitSwitch(SwitchTree tree, Void none) {
        cases(tree.getExpression(), tree.getCases(), null);
        return Value.EMPTY;
    }

    @Override
    public Value visitSwitchExpression(SwitchExpressionTree tree, Void none) {
        Made result = frame.made(tree, null);
        yields.push(result);
        cases(tree.getExpression(), tree.getCases(), result);
        yields.pop();
        return attribution.isPlain(tree) ? Value.EMPTY : result.returned;
    }

    @Override
    public Value visitYield(YieldTree tree, Void none) {
        Value value = valueOf(tree.getValue());
        Made result = yields.peek();
        if (result != null) {
            result.returned = result.returned.or(value);
        }
        return Value.EMPTY;
    }

    private void cases(ExpressionTree selector, List<? extends CaseTree> cases, @Nullable Made result) {
        Value selected = valueOf(selector);
        Map<Element, Value> before = frame.save();
        frame.startExits();
        for (CaseTree each : cases) {
            // Control reaches a case either from the selector or from the previous case.
            frame.join(before);
            if (!selected.isEmpty()) {
                // Only assigns the variables of the pattern. The body is read below.
                bind(each, selected);
            }
            Tree body = each.getBody();
            if (result != null && body instanceof ExpressionTree expression) {
                result.returned = result.returned.or(valueOf(expression));
            } else if (body instanceof StatementTree || body instanceof ExpressionTree) {
                scan(body, null);
            } else if (each.getStatements() != null) {
                each.getStatements().forEach(it -> scan(it, null));
            }
        }
        frame.joinExits();
        frame.join(before);
    }
}
