# The program as an image. Before: mvn -DskipTests -Dservers.skip=true package
# Settings: /hindsight/application.properties, and the environment. It writes to /tmp only.
FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin hindsight
WORKDIR /hindsight
COPY docker/healthy docker/rehearsal.properties target/hindsight.jar ./
# Java's archive of the classes that a start loads, which makes the next ones shorter by a third of their work
RUN java -XX:ArchiveClassesAtExit=hindsight.jsa -Xlog:cds*=off -jar hindsight.jar run --config rehearsal.properties
USER 10001
# a container's memory is for this program; out of memory it ends, and its supervisor starts it again
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
EXPOSE 8080
ENTRYPOINT ["java", "-XX:SharedArchiveFile=hindsight.jsa", "-jar", "hindsight.jar"]
CMD ["run"]
