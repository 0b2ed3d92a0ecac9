// Draws the pictures of the seeded account; README.md says the rest.
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

const cup = (x, y, scale, color) => `<g transform="translate(${x} ${y}) scale(${scale})">
  <path d="M-120 -80 H120 L95 110 Q90 140 60 140 H-60 Q-90 140 -95 110 Z" fill="${color}"/>
  <path d="M118 -50 q70 0 60 60 q-8 50 -75 50" fill="none" stroke="${color}" stroke-width="22"/>
  <ellipse cx="0" cy="-80" rx="120" ry="26" fill="#4a2c1a"/>
  <path d="M-40 -120 q-25 -40 0 -80 M10 -120 q-25 -40 0 -80 M60 -120 q-25 -40 0 -80"
    stroke="#fff" stroke-opacity=".6" stroke-width="10" fill="none"/></g>`;

const person = (skin, hair, shirt, isLong) => `<circle cx="540" cy="567" r="291.6" fill="${hair}"/>
  ${isLong ? `<rect x="259.2" y="567" width="561.6" height="405" rx="60" fill="${hair}"/>` : ''}
  <rect x="464.4" y="675" width="151.2" height="243" fill="${skin}"/>
  <ellipse cx="540" cy="607.5" rx="205.2" ry="248.4" fill="${skin}"/>
  <path d="M129.6 1350 Q151.2 891 540 877.5 Q928.8 891 950.4 1350 Z" fill="${shirt}"/>
  <circle cx="464.4" cy="594" r="17.28" fill="#222"/><circle cx="615.6" cy="594" r="17.28" fill="#222"/>
  <path d="M475.2 688.5 q64.8 40.5 129.6 0" stroke="#a33" stroke-width="9" fill="none"/>`;

const scene = (width, height, top, bottom, content) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="${top}"/>
    <stop offset="1" stop-color="${bottom}"/></linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#g)"/>${content}</svg>`);

const portrait = (top, bottom, content) => scene(1080, 1350, top, bottom, content);

const scenes = {
  'ava-01': portrait('#f6d9b8', '#d98f5c', person('#f1c7a3', '#2b1d16', '#31572c', true)),
  'ava-02': portrait(
    '#cfe3dc',
    '#6b9a8b',
    person('#f1c7a3', '#2b1d16', '#bc4b32', true) + cup(860, 1150, 0.8, '#fff'),
  ),
  'ben-01': portrait('#d8dff0', '#6f83b8', person('#8d5a3b', '#17110d', '#e0a526', false)),
  'mia-01': portrait('#f3d1dc', '#b76e8c', person('#e3b08c', '#7a3b12', '#22577a', true)),
  barista: portrait(
    '#efe4d2',
    '#8a6a4b',
    person('#d9a074', '#3d2616', '#1d1d1d', false) + cup(240, 1120, 0.9, '#fff'),
  ),
  'slide-1': portrait('#fff1dc', '#e8b06a', cup(540, 700, 2.4, '#ffffff')),
  'slide-2': portrait('#dceefb', '#6aa5cf', cup(360, 600, 1.5, '#ffffff') + cup(740, 900, 1.5, '#e4572e')),
  'slide-3': portrait(
    '#e7f3d8',
    '#8cb369',
    cup(540, 380, 1.1, '#fff') + cup(340, 800, 1.1, '#bc4b51') + cup(760, 800, 1.1, '#5b8e7d'),
  ),
  'menu-800': scene(800, 800, '#3b2417', '#1c110b', cup(400, 430, 1.7, '#f4e1c6')),
  'poster-pour-over': scene(1080, 1920, '#f9e7c9', '#a8632f', cup(540, 1100, 2.6, '#ffffff')),
  'poster-launch-teaser': scene(1080, 1920, '#22333b', '#0a0908', cup(540, 960, 2.6, '#eae0d5')),
};

for (const [name, svg] of Object.entries(scenes)) {
  const file = pathOf(`${name}.jpg`);
  await sharp(svg).jpeg({ quality: 68, mozjpeg: true }).toFile(file);
  const thumbnail = sharp(file).resize(320, 320, { fit: 'inside' }).jpeg({ quality: 60 });
  await thumbnail.toFile(pathOf(`${name.replace('poster-', '')}-thumb.jpg`));
}

const logo = `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512">
  <circle cx="256" cy="256" r="250" fill="#31572c"/>${cup(240, 290, 1.1, '#fff')}</svg>`;
await sharp(Buffer.from(logo)).png({ palette: true }).toFile(pathOf('logo.png'));
