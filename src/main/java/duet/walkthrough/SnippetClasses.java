package duet.walkthrough;

import java.io.Closeable;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;

/**
 * The classes that JShell makes of snippets, loaded where they see the classes of this application:
 * JShell's own loader doesn't on 17.
 */
final class SnippetClasses implements LoaderDelegate, Closeable {

  private final Loader loader;
  private final Map<String, Class<?>> loaded = new LinkedHashMap<>();

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
          loaded.put(classes[i].name(), loader.loadClass(classes[i].name()));
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
    throw new UnsupportedOperationException("The class path is that of the application");
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    synchronized (loaded) {
      var found = loaded.get(name);
      if (found == null) {
        throw new ClassNotFoundException(name);
      }
      return found;
    }
  }

  /** Closes what the snippets' variables hold, last first; what fails to close is left alone. */
  @Override
  public void close() {
    var open = variables();
    for (int i = open.size() - 1; i >= 0; i--) {
      try {
        open.get(i).close();
      } catch (Exception e) {
        // The others are closed all the same, and nobody is left who could do anything about it.
      }
    }
  }

  private List<AutoCloseable> variables() {
    var found = new ArrayList<AutoCloseable>();
    synchronized (loaded) {
      for (Class<?> one : loaded.values()) {
        for (Field field : one.getDeclaredFields()) {
          if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
            value(field).ifPresent(found::add);
          }
        }
      }
    }
    return found;
  }

  /** Streams stay open: they may be this process' own. */
  private static Optional<AutoCloseable> value(Field field) {
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
