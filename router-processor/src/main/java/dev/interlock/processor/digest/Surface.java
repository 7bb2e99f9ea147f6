package dev.interlock.processor.digest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * The part of one class that routers depend on, as text: the handlers of a controller, the components of a record, the
 * annotated members of another class. Neither code nor the order of methods is part of it.
 *
 * @param text one line for each member
 * @param leads classes that it names
 * @param unresolved whether it names a class that does not exist yet
 */
record Surface(String text, Set<TypeElement> leads, boolean unresolved) {
    /** Methods and constructors that convert text. */
    private static final Set<String> CONVERSIONS = Set.of("valueOf", "of", "parse", "fromString", "<init>");

    private static final Set<String> TEXTS = Set.of("java.lang.String", "java.lang.CharSequence");

    /** Surface of a class of which only the name matters. */
    static Surface ofName(TypeElement type) {
        return new Surface(type.getQualifiedName().toString(), Set.of(), false);
    }

    static Surface of(TypeElement type) {
        return new Reader(type).read();
    }

    /** Reads one class. */
    private static final class Reader {
        private final TypeElement type;
        private final Set<TypeElement> leads = new LinkedHashSet<>();
        private final TypeText texts = new TypeText(leads::add);
        private final List<String> lines = new ArrayList<>();

        Reader(TypeElement type) {
            this.type = type;
        }

        Surface read() {
            List<String> head = new ArrayList<>();
            head.add(texts.annotations(type) + modifiers(type) + type.getKind() + " " + type.getQualifiedName()
                    + parameters(type.getTypeParameters()) + " extends " + texts.type(type.getSuperclass()) + ", "
                    + texts.types(type.getInterfaces()) + " permits " + texts.types(type.getPermittedSubclasses()));
            for (RecordComponentElement component : type.getRecordComponents()) {
                head.add(component(component));
            }
            Set<String> handlers = handlerNames();
            boolean answers = SourceTypes.isController(type) || !handlers.isEmpty();
            for (Element member : type.getEnclosedElements()) {
                if (member instanceof ExecutableElement method) {
                    if (answers ? isHandler(method, handlers) : isAnnotated(method) || isConversion(method)) {
                        lines.add(method(method));
                    }
                } else if (member.getKind() == ElementKind.ENUM_CONSTANT) {
                    lines.add(texts.annotations(member) + member.getSimpleName());
                } else if (member.getKind() == ElementKind.FIELD && !answers && isAnnotated(member)) {
                    lines.add(texts.annotations(member) + modifiers(member) + texts.type(member.asType()) + " "
                            + member.getSimpleName());
                }
            }
            lines.sort(null);
            head.addAll(lines);
            return new Surface(String.join("\n", head), leads, texts.isUnresolved());
        }

        private String component(RecordComponentElement component) {
            return texts.annotations(component) + texts.annotations(component.getAccessor())
                    + texts.type(component.asType()) + " " + component.getSimpleName();
        }

        private String method(ExecutableElement method) {
            return texts.annotations(method) + modifiers(method) + parameters(method.getTypeParameters())
                    + texts.type(method.getReturnType()) + " " + method.getSimpleName()
                    + method.getParameters().stream().map(this::parameter).collect(Collectors.joining(", ", "(", ")"))
                    + " throws " + texts.types(method.getThrownTypes());
        }

        private String parameter(VariableElement parameter) {
            return texts.annotations(parameter) + texts.type(parameter.asType()) + " " + parameter.getSimpleName();
        }

        private String parameters(List<? extends TypeParameterElement> parameters) {
            return parameters.stream()
                    .map(parameter -> parameter.getSimpleName() + " extends " + texts.types(parameter.getBounds()))
                    .collect(Collectors.joining(", ", "<", ">"));
        }

        /** The names of the handlers that the class declares or inherits. */
        private Set<String> handlerNames() {
            Set<String> names = new HashSet<>();
            addHandlerNames(type, names, new HashSet<>());
            return names;
        }

        private boolean isHandler(ExecutableElement method, Set<String> handlers) {
            return handlers.contains(method.getSimpleName().toString()) || SourceTypes.isAnnotated(method);
        }

        private boolean isAnnotated(Element member) {
            return !texts.annotations(member).isEmpty();
        }
    }

    private static void addHandlerNames(TypeElement type, Collection<String> names, Set<TypeElement> seen) {
        if (!seen.add(type)) {
            return;
        }
        SourceTypes.handlers(type)
                .forEach(method -> names.add(method.getSimpleName().toString()));
        List<TypeMirror> above = new ArrayList<>(type.getInterfaces());
        above.add(type.getSuperclass());
        for (TypeMirror each : above) {
            if (each instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
                addHandlerNames(element, names, seen);
            }
        }
    }

    private static boolean isConversion(ExecutableElement method) {
        return CONVERSIONS.contains(method.getSimpleName().toString())
                && method.getParameters().size() == 1
                && TEXTS.contains(method.getParameters().get(0).asType().toString())
                && (method.getKind() == ElementKind.CONSTRUCTOR
                        || method.getModifiers().contains(Modifier.STATIC));
    }

    private static String modifiers(Element element) {
        return element.getModifiers().stream().sorted().map(it -> it + " ").collect(Collectors.joining());
    }
}
