package duet.walkthrough;

import java.io.Closeable;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;

/**
 * The classes that JShell makes of snippets, loaded where they see the classes of this application:
 * JShell's own loader doesn't on 17.
 */
final class SnippetClasses implements LoaderDelegate, Closeable {

  private final Loader loader;
  private final Set<Class<?>> loaded = new LinkedHashSet<>();

  SnippetClasses(ClassLoader parent) {
    loader = new Loader(parent);
  }

  /** Sees snippets' classes, and all that they see. */
  ClassLoader loader() {
    return loader;
  }

  @Override
  public void load(ClassBytecodes[] classes) throws ClassInstallException {
    var done = new boolean[classes.length];
    classesRedefined(classes);
    for (int i = 0; i < classes.length; i++) {
      try {
        synchronized (loaded) {
          loaded.add(loader.loadClass(classes[i].name()));
        }
        done[i] = true;
      } catch (ClassNotFoundException | LinkageError e) {
        throw new ClassInstallException("load: " + e.getMessage(), done);
      }
    }
  }

  @Override
  public void classesRedefined(ClassBytecodes[] classes) {
    for (ClassBytecodes one : classes) {
      loader.bytes.put(one.name(), one.bytecodes());
    }
  }

  @Override
  public void addToClasspath(String path) {
    throw new UnsupportedOperationException("the class path is the application's");
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    return loader.loadClass(name);
  }

  /** Closes what the snippets' variables hold, last first; failures to close are ignored. */
  @Override
  public void close() {
    var open = variables();
    Collections.reverse(open);
    for (AutoCloseable one : open) {
      try {
        one.close();
      } catch (Exception e) {
        // The others are closed all the same, and nobody is left who could do anything about it.
      }
    }
  }

  private List<AutoCloseable> variables() {
    synchronized (loaded) {
      return loaded.stream()
          .flatMap(one -> Stream.of(one.getDeclaredFields()))
          .filter(field -> Modifier.isStatic(field.getModifiers()))
          .flatMap(field -> closeable(field).stream())
          .collect(Collectors.toList());
    }
  }

  /** Streams stay open: they may be this process' own. */
  private static Optional<AutoCloseable> closeable(Field field) {
    try {
      field.setAccessible(true);
      var value = field.get(null);
      return value instanceof AutoCloseable open && !(value instanceof PrintStream)
          ? Optional.of(open)
          : Optional.empty();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Defines snippets' classes when they are asked for. */
  private static final class Loader extends ClassLoader {

    private final Map<String, byte[]> bytes = new HashMap<>();

    Loader(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      var found = bytes.get(name);
      if (found == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, found, 0, found.length);
    }
  }
}
