package dev.interlock.processor.escape;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads the types, elements and names that javac has attributed to the trees of one source file. */
final class Attribution {
    /** Names of types that never hold a part of a request. */
    private static final Set<String> PLAIN = Set.of(
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.lang.Void");

    private final Trees trees;
    private final CompilationUnitTree unit;
    private final TreePath root;
    private final Predicate<Element> sources;

    Attribution(Trees trees, CompilationUnitTree unit, Predicate<Element> sources) {
        this.trees = trees;
        this.unit = unit;
        this.root = new TreePath(unit);
        this.sources = sources;
    }

    CompilationUnitTree unit() {
        return unit;
    }

    @Nullable
    Element element(Tree tree) {
        return trees.getElement(new TreePath(root, tree));
    }

    @Nullable
    TypeMirror type(Tree tree) {
        return trees.getTypeMirror(new TreePath(root, tree));
    }

    /** Whether a tree names a type or package instead of a value. */
    boolean isType(Tree tree) {
        return switch (tree.getKind()) {
            case IDENTIFIER, MEMBER_SELECT, ANNOTATED_TYPE -> {
                Element element = element(tree);
                yield element == null
                        || element.getKind().isClass()
                        || element.getKind().isInterface()
                        || element.getKind() == ElementKind.PACKAGE
                        || element.getKind() == ElementKind.TYPE_PARAMETER;
            }
            case PRIMITIVE_TYPE, ARRAY_TYPE, PARAMETERIZED_TYPE -> true;
            default -> false;
        };
    }

    /** Whether the values of a tree's type never hold a part of a request. */
    boolean isPlain(Tree tree) {
        TypeMirror type = type(tree);
        if (type == null) {
            return false;
        }
        if (type.getKind().isPrimitive() || type.getKind() == TypeKind.VOID || type.getKind() == TypeKind.NULL) {
            return true;
        }
        return type instanceof DeclaredType declared
                && (declared.asElement().getKind() == ElementKind.ENUM
                        || PLAIN.contains(((TypeElement) declared.asElement())
                                .getQualifiedName()
                                .toString()));
    }

    /**
     * Whether a lambda or method reference implements a {@code void} method. The value of its body is then discarded.
     */
    boolean isVoidFunction(Tree tree) {
        return type(tree) instanceof DeclaredType declared && hasVoidMethod((TypeElement) declared.asElement());
    }

    private static boolean hasVoidMethod(TypeElement type) {
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            // A functional interface has only one abstract method, except for methods of Object that it repeats. The
            // methods that it may repeat are not void.
            if (method.getModifiers().contains(Modifier.ABSTRACT)
                    && method.getReturnType().getKind() == TypeKind.VOID) {
                return true;
            }
        }
        return type.getInterfaces().stream()
                .anyMatch(each -> each instanceof DeclaredType above && hasVoidMethod((TypeElement) above.asElement()));
    }

    /**
     * Returns the class of the object that {@code new} creates. For an anonymous class, returns the class that the
     * expression names.
     */
    @Nullable
    TypeElement classOf(NewClassTree tree) {
        return type(tree) instanceof DeclaredType declared ? (TypeElement) declared.asElement() : null;
    }

    /** Returns the constructor that {@code new} calls. */
    @Nullable
    ExecutableElement constructor(NewClassTree tree) {
        return element(tree) instanceof ExecutableElement constructor ? constructor : null;
    }

    /** Returns the element that declares a member, parameter or class. */
    static Element owner(Element member) {
        return Objects.requireNonNull(member.getEnclosingElement());
    }

    /** Returns the class that declares a constructor or method. */
    static TypeElement ownerType(Element method) {
        return (TypeElement) owner(method);
    }

    /** Whether this run of the compiler compiles a method. Only these methods have a {@link MethodFlow}. */
    boolean isCompiled(ExecutableElement method) {
        return sources.test(method);
    }

    static boolean isRecordAccessor(ExecutableElement method) {
        Element type = owner(method);
        return type.getKind() == ElementKind.RECORD
                && method.getParameters().isEmpty()
                && ((TypeElement) type)
                        .getRecordComponents().stream()
                                .anyMatch(it -> it.getSimpleName().equals(method.getSimpleName()));
    }

    /** Returns the name of a field in the form that messages show. */
    static String describeField(Element field) {
        return "field " + owner(field).getSimpleName() + "." + field.getSimpleName();
    }

    /** Returns the text of a call in the form that messages show: {@code Cache.remember(line)}. */
    static String describeCall(Tree tree, ExecutableElement method) {
        if (tree instanceof MethodInvocationTree call) {
            String name = call.getMethodSelect() instanceof MemberSelectTree select
                    ? describe(select)
                    : owner(method).getSimpleName() + "." + method.getSimpleName();
            return name + arguments(call.getArguments());
        }
        return tree instanceof NewClassTree made
                ? "new " + describe(made.getIdentifier()) + arguments(made.getArguments())
                : describe(tree);
    }

    private static String arguments(List<? extends Tree> trees) {
        if (trees.isEmpty()) {
            return "()";
        }
        return trees.size() == 1 ? "(" + describe(trees.get(0)) + ")" : "(...)";
    }

    /** Returns a short text of an expression for messages. */
    static String describe(Tree tree) {
        if (tree instanceof IdentifierTree name) {
            return name.getName().toString();
        }
        if (tree instanceof MemberSelectTree select) {
            return describe(select.getExpression()) + "." + select.getIdentifier();
        }
        if (tree instanceof MethodInvocationTree call) {
            return describe(call.getMethodSelect()) + (call.getArguments().isEmpty() ? "()" : "(...)");
        }
        if (tree instanceof ParenthesizedTree inner) {
            return describe(inner.getExpression());
        }
        if (tree instanceof TypeCastTree cast) {
            return describe(cast.getExpression());
        }
        if (tree instanceof MemberReferenceTree reference) {
            return describe(reference.getQualifierExpression()) + "::" + reference.getName();
        }
        if (tree instanceof NewClassTree made) {
            return "new " + describe(made.getIdentifier()) + "(...)";
        }
        return tree instanceof LambdaExpressionTree ? "a lambda" : "...";
    }
}
