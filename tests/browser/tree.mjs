// What a built folder holds: its languages, its pages, its meetings.
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.atom': 'application/atom+xml; charset=utf-8',
  '.json': 'application/json',
};

export class Tree {
  constructor(folder, program) {
    this.folder = resolve(folder);
    this.program = resolve(program);
    this.out = join(this.folder, 'out');
    this.name = basename(this.folder);
    const settings = readFileSync(join(this.folder, 'meetings/timeplan.yaml'), 'utf8');
    this.base = settings.match(/^base_url: *(\S+)/m)?.[1].replace(/\/$/, '');
    const feeds = JSON.parse(readFileSync(join(this.out, 'feeds.json'), 'utf8'));
    this.feeds = new Set(feeds.map((feed) => feed.path));
    const codes = [...new Set(feeds.map((feed) => feed.language))];
    // The first language stands at the top, each other one in a folder of its own.
    this.languages = codes.map((code) => ({ code, home: this.feeds.has(`${code}/all.ics`) ? `${code}/` : '' }));
    this.files = readdirSync(this.out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.out, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'));
    this.meetings = this.files.flatMap((file) => file.match(/^meetings\/(.*)\.html$/)?.slice(1) ?? []).sort();
  }

  read(path) {
    return readFileSync(join(this.out, path), 'utf8');
  }

  has(path) {
    const place = join(this.out, path);
    return existsSync(place) && statSync(place).isFile();
  }

  // The pages that are opened in a language: the fullest page of a group stands for all of them.
  pages({ code, home }) {
    const size = (path) => statSync(join(this.out, path)).size;
    const groups = this.files.filter((file) => file.startsWith(`${home}groups/`) && file.endsWith('.html'));
    const [group] = groups.sort((a, b) => size(b) - size(a));
    const of = (kind, path, meeting) => ({ tree: this, language: code, kind, path, meeting });
    return [
      of('index', `${home}index.html`),
      ...this.meetings.map((id) => of('meeting', `${home}meetings/${id}.html`, id)),
      of('group', group),
      of('help', `${home}help.html`),
    ];
  }

  // The UIDs of the events of a meeting that the feed of a group holds.
  held(meeting, language, slug) {
    const { home } = this.languages.find(({ code }) => code === language);
    const path = `${home}groups/${slug}.ics`;
    const all = this.has(path) ? this.read(path).replaceAll('\r\n ', '').match(/^UID:.*$/gm) : [];
    return new Set(all.map((line) => line.trim().slice(4)).filter((uid) => uid.startsWith(`${meeting}-`)));
  }

  // The events of a meeting as the terminal has them.
  events(meeting, language) {
    const key = `${meeting} ${language}`;
    this.shown ??= new Map();
    if (!this.shown.has(key)) {
      const words = ['show', meeting, '--format', 'json', '--lang', language];
      const text = execFileSync(this.program, words, { cwd: this.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      const events = JSON.parse(text).map((event) => ({
        ...event,
        id: event.uid.split('@')[0],
        day: event.start.slice(0, 10),
        hours: `${event.start.slice(11, 16)}–${event.end.slice(11, 16)}`,
        slugs: event.groups.map((group) => group.toLowerCase().replace(/[/ ]/g, '-')),
      }));
      this.shown.set(key, events);
    }
    return this.shown.get(key);
  }

  // Moments at which the pages have something to say: within a session of the last meeting, and on a
  // deadline that has others before and after it.
  moment(kind) {
    const events = this.meetings.flatMap((id) => this.events(id, this.languages[0].code));
    const last = events.filter((event) => event.meeting === this.meetings.at(-1));
    const sessions = last.filter((event) => !event.all_day);
    const dues = last.filter((event) => event.kind === 'deadline');
    if (kind === 'index') return new Date(`${dues[dues.length >> 1].day}T12:00:00Z`);
    return new Date(Date.parse(sessions[sessions.length >> 2].start) + 600_000);
  }

  // A tree whose address is set is looked at as a site, any other from the disk.
  async open() {
    if (!this.base) {
      this.address = pathToFileURL(this.out).href;
      return;
    }
    this.server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(1);
      if (path.split('/').includes('..') || !this.has(path)) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' });
      createReadStream(join(this.out, path)).pipe(response);
    });
    await new Promise((ready) => this.server.listen(0, '127.0.0.1', ready));
    this.address = `http://127.0.0.1:${this.server.address().port}`;
  }

  close() {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}
