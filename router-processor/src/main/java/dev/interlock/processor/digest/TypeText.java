package dev.interlock.processor.digest;

import dev.interlock.processor.runtime.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Writes types and annotations as text that is the same with every compiler. */
final class TypeText {
    /** Package of the JDK annotations that only compilers read. Most of these annotations are not in class files. */
    private static final String COMPILER_ONLY = "java.lang.";

    private static final String OBJECT = "java.lang.Object";

    /** Name of the annotation that the Kotlin compiler adds. Its value depends on the version of the compiler. */
    private static final String KOTLIN_METADATA = "kotlin.Metadata";

    /**
     * Text of an annotation value that javac cannot resolve. The text of a string value with the same characters
     * differs, because it has quotes.
     */
    private static final String UNKNOWN = "<error>";

    private final AnnotationUses uses;
    private final KeptAnnotations kept;
    private final Set<String> routers;
    private final Consumer<TypeElement> named;
    private final boolean annotatesTypes;
    /** Whether one of the written types names a class that does not exist yet. */
    private boolean unresolved;
    /**
     * Whether the current annotation is a constraint or a filter binding, or is within one. Generated code creates
     * instances of these annotations, including their defaults.
     */
    private boolean isCreated;

    /**
     * Creates a writer.
     * @param uses facts about the annotation types of the round
     * @param kept annotations that the texts contain
     * @param routers simple names of the routers that will be generated
     * @param named receives each class that a written type names
     * @param annotatesTypes whether the text contains annotations of types; types from class files have no annotations
     *     before JDK 22
     */
    TypeText(
            AnnotationUses uses,
            KeptAnnotations kept,
            Set<String> routers,
            Consumer<TypeElement> named,
            boolean annotatesTypes) {
        this.uses = uses;
        this.kept = kept;
        this.routers = routers;
        this.named = named;
        this.annotatesTypes = annotatesTypes;
    }

    boolean isUnresolved() {
        return unresolved;
    }

    /** Returns the text of a type with its annotations. */
    String type(TypeMirror type) {
        return value(type, new Element[0]);
    }

    String types(List<? extends TypeMirror> types) {
        return types.stream().map(this::type).collect(Collectors.joining(", "));
    }

    /** Records the class that a type names. Does not write the type. */
    void follow(TypeMirror type) {
        if (type.getKind() == TypeKind.ERROR) {
            unresolved = true;
        } else if (type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
            named.accept(element);
        }
    }

    /**
     * Returns the text of a value's type, with the annotations of the type and of the elements that declare the value.
     */
    String value(TypeMirror type, Element... declarations) {
        Set<String> annotations = texts(declarations);
        if (annotatesTypes) {
            mirrors(type).forEach(mirror -> annotations.add(annotation(mirror)));
        }
        return joined(annotations) + type.accept(new Types(), null);
    }

    /**
     * Returns the text of the annotations of some elements. The annotations are in alphabetical order without
     * duplicates, each followed by a space.
     */
    String annotations(Element... elements) {
        return joined(texts(elements));
    }

    private Set<String> texts(Element... elements) {
        Set<String> annotations = new TreeSet<>();
        for (Element element : elements) {
            for (AnnotationMirror mirror : mirrors(element)) {
                if (uses.of(mirror).appliesTo(element.getKind())) {
                    annotations.add(annotation(mirror));
                }
            }
            annotations.addAll(filters(element));
        }
        return annotations;
    }

    /**
     * Returns a text with the names of the annotations that add filters, in their order. Empty if there are fewer than
     * two, because the order does not matter then.
     */
    private List<String> filters(Element element) {
        List<String> names = mirrors(element).stream()
                .map(uses::of)
                .filter(AnnotationUse::addsFilters)
                .map(AnnotationUse::name)
                .toList();
        return names.size() < 2 ? List.of() : List.of("filters(" + String.join(", ", names) + ")");
    }

    private static String joined(Set<String> annotations) {
        return annotations.isEmpty() ? "" : String.join(" ", annotations) + " ";
    }

    /** Returns the annotations that class files also contain and that do not depend on the compiler. */
    private List<AnnotationMirror> mirrors(AnnotatedConstruct annotated) {
        List<? extends AnnotationMirror> all = annotated.getAnnotationMirrors();
        if (all.isEmpty()) {
            return List.of();
        }
        List<AnnotationMirror> mirrors = new ArrayList<>();
        for (AnnotationMirror mirror : all) {
            AnnotationUse.flat(mirror).stream()
                    .filter(each -> isKept(uses.of(each)))
                    .forEach(mirrors::add);
        }
        return mirrors;
    }

    private boolean isKept(AnnotationUse use) {
        return kept.contain(use)
                && !use.name().startsWith(COMPILER_ONLY)
                && !use.name().equals(KOTLIN_METADATA)
                && use.isInClassFiles();
    }

    /**
     * Returns the text of an annotation with the values that the source gives. The text omits default values, because
     * they belong to the library of the annotation.
     */
    private String annotation(AnnotationMirror mirror) {
        AnnotationUse use = uses.of(mirror);
        boolean isWithinCreated = isCreated;
        isCreated |= use.isConstraint() || use.isBinding();
        if (isCreated) {
            // Through the annotation type, the digest covers the constraints that the annotation is composed of, and
            // the defaults that validators and filter factories read. Classes of libraries are removed later.
            named.accept((TypeElement) mirror.getAnnotationType().asElement());
        }
        String text = mirror.getElementValues().entrySet().stream()
                .map(this::member)
                .sorted()
                .collect(Collectors.joining(", ", "@" + use.name() + "(", ")"));
        if (use.isConstraintMark()) {
            validators(mirror).forEach(named);
        }
        isCreated = isWithinCreated;
        return text;
    }

    /**
     * Returns the validator classes that {@code @Constraint} names. A router depends on them, because it selects a
     * validator by the type that the validator checks.
     */
    private static Stream<TypeElement> validators(AnnotationMirror constraint) {
        return constraint.getElementValues().values().stream()
                .flatMap(AnnotationUse::elements)
                .map(AnnotationValue::getValue)
                .filter(DeclaredType.class::isInstance)
                .map(type -> ((DeclaredType) type).asElement())
                .filter(TypeElement.class::isInstance)
                .map(TypeElement.class::cast);
    }

    private String member(Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> member) {
        return member.getKey().getSimpleName() + " = " + value(member.getValue());
    }

    /** Returns the text of a member's default. Generated code creates annotation instances with the default. */
    String fallback(AnnotationValue value) {
        isCreated = true;
        String text = value(value);
        isCreated = false;
        return text;
    }

    /** Returns the text of an annotation member's value. */
    String value(AnnotationValue value) {
        // The text is slow to create, so compare the value first.
        unresolved |= value.getValue().equals(UNKNOWN) && value.toString().equals(UNKNOWN);
        return value.accept(new Values(), null);
    }

    /**
     * Returns the name of a class within a generated router, without the package; empty for any other class. Before the
     * router exists, its type has no package. Therefore the text always omits the package.
     */
    private static Optional<String> inRouter(TypeElement type) {
        TypeElement outermost = type;
        while (outermost.getEnclosingElement() instanceof TypeElement around) {
            outermost = around;
        }
        boolean isRouter = outermost.getSuperclass() instanceof DeclaredType above
                && above.asElement() instanceof TypeElement parent
                && parent.getQualifiedName().contentEquals(RuntimeNames.ROUTER);
        String home = outermost.getQualifiedName().toString();
        int start = home.length() - outermost.getSimpleName().length();
        return isRouter ? Optional.of(type.getQualifiedName().toString().substring(start)) : Optional.empty();
    }

    private final class Types extends SimpleTypeVisitor14<String, Void> {
        @Override
        protected String defaultAction(TypeMirror type, Void unused) {
            return type.getKind().name();
        }

        @Override
        public String visitDeclared(DeclaredType type, Void unused) {
            TypeElement element = (TypeElement) type.asElement();
            Optional<String> inRouter = inRouter(element);
            if (inRouter.isPresent()) {
                return inRouter.get();
            }
            named.accept(element);
            String arguments = type.getTypeArguments().isEmpty() ? "" : "<" + types(type.getTypeArguments()) + ">";
            return element.getQualifiedName() + arguments;
        }

        @Override
        public String visitError(ErrorType type, Void unused) {
            List<String> names = List.of(type.toString().split("[.\\s]", -1));
            for (int i = 0; i < names.size(); i++) {
                if (routers.contains(names.get(i))) {
                    return String.join(".", names.subList(i, names.size()));
                }
            }
            unresolved = true;
            return type.toString();
        }

        @Override
        public String visitArray(ArrayType type, Void unused) {
            return type(type.getComponentType()) + "[]";
        }

        @Override
        public String visitTypeVariable(TypeVariable type, Void unused) {
            return type.asElement().getSimpleName().toString();
        }

        @Override
        public String visitIntersection(IntersectionType type, Void unused) {
            return type.getBounds().stream().map(TypeText.this::type).collect(Collectors.joining(" & "));
        }

        @Override
        public String visitWildcard(WildcardType type, Void unused) {
            TypeMirror extended = type.getExtendsBound();
            TypeMirror superBound = type.getSuperBound();
            String above = extended == null ? OBJECT : type(extended);
            return "?"
                    + (above.equals(OBJECT) ? "" : " extends " + above)
                    + (superBound == null ? "" : " super " + type(superBound));
        }
    }

    private final class Values extends SimpleAnnotationValueVisitor14<String, Void> {
        @Override
        protected String defaultAction(Object value, Void unused) {
            return value.getClass().getSimpleName() + " " + value;
        }

        @Override
        public String visitType(TypeMirror type, Void unused) {
            return literal(type);
        }

        private String literal(TypeMirror type) {
            unresolved |= type.getKind() == TypeKind.ERROR;
            if (type instanceof ArrayType array) {
                return literal(array.getComponentType()) + "[]";
            }
            return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
                    ? element.getQualifiedName().toString()
                    : type.toString();
        }

        @Override
        public String visitEnumConstant(VariableElement constant, Void unused) {
            return constant.getSimpleName().toString();
        }

        @Override
        public String visitAnnotation(AnnotationMirror mirror, Void unused) {
            return annotation(mirror);
        }

        /**
         * Returns the length of the string, followed by the string. Without the length, one string could look like two
         * values.
         */
        @Override
        public String visitString(String value, Void unused) {
            return value.length() + " " + value;
        }

        @Override
        public String visitArray(List<? extends AnnotationValue> values, Void unused) {
            return values.stream().map(TypeText.this::value).collect(Collectors.joining("; ", "{", "}"));
        }
    }
}
